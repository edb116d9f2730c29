"""Methods: errors as VK words them, random_id, files, keyboards, edits, rates, faults (PROTOCOLS §3.5)."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
import requests
from PIL import Image

from tests.sandbox.vk.conftest import Api


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def send(vk: Api, bot: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return vk.call(bot, "messages.send", **{"peer_id": 501, "random_id": 0, "message": "да", **fields})


def keyboard(*actions: dict[str, Any], inline: bool = True) -> str:
    return json.dumps({"inline": inline, "buttons": [[{"action": action}] for action in actions]})


def test_errors_are_objects_without_the_token(vk: Api, bot: dict[str, Any]) -> None:
    error = vk.call("vk1.a.nobody", "messages.send", peer_id=1)["error"]
    assert (error["error_code"], error["error_msg"]) == (
        5, "User authorization failed: invalid access_token (4).",
    )  # fmt: skip
    assert {"key": "peer_id", "value": "1"} in error["request_params"]
    assert "vk1.a.nobody" not in json.dumps(error)
    vk.sandbox.revoke(bot, kind="vk")
    assert vk.code(bot, "groups.getById") == 5


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, None),
        ({"random_id": ""}, 100),
        ({"random_id": 2**31}, 100),
        ({"message": " "}, 100),
        ({"message": "я" * 4097}, 914),
        ({"peer_id": 777}, 936),
        ({"attachment": "photo1_2"}, 100),
        ({"keyboard": "{"}, 100),
        ({"keyboard": '{"inline":true}'}, 911),
        ({"keyboard": keyboard({"type": "text", "label": "x" * 41})}, 911),
        ({"keyboard": keyboard({"type": "callback", "label": "x", "payload": '"' + "x" * 300 + '"'})}, 911),
        ({"keyboard": keyboard(*[{"type": "text", "label": "x"}] * 7)}, 911),
        ({"keyboard": keyboard({"type": "open_link", "label": "x", "link": "x"})}, 911),
        ({"keyboard": keyboard({"type": "open_link", "label": "x", "link": "https://a.b"})}, None),
    ],
)
def test_what_is_sent_is_checked(
    vk: Api, bot: dict[str, Any], say: Callable[..., Any], fields: dict[str, Any], code: int | None
) -> None:
    say(text="x")
    assert send(vk, bot, **fields).get("error", {}).get("error_code") == code


def test_who_never_wrote_or_forbade_is_not_written_to(
    vk: Api, bot: dict[str, Any], say: Callable[..., Any]
) -> None:
    vk.sandbox.new_client(bot, "Лев", kind="vk", id=502)
    assert send(vk, bot, peer_id=502)["error"]["error_code"] == 901
    say(text="x")
    assert "response" in send(vk, bot)
    say(block=True)
    assert send(vk, bot)["error"]["error_code"] == 901
    several = vk.result(bot, "messages.send", peer_ids="501,777", random_id=0, message="x")
    assert [one["error"]["code"] for one in several] == [901, 936]
    say(block=False)
    assert "response" in send(vk, bot)


def test_the_same_random_id_is_sent_once(vk: Api, bot: dict[str, Any], say: Callable[..., Any]) -> None:
    say(text="x")
    say(client=502, text="x")
    first, second = (send(vk, bot, random_id=9)["response"] for _ in range(2))
    assert first == second
    send(vk, bot, random_id=9, peer_id=502)
    send(vk, bot)
    send(vk, bot)
    assert [len(vk.sandbox.received(bot, client, kind="vk")) for client in (501, 502)] == [3, 1]
    vk.sandbox.clock(ahead=3601)
    assert send(vk, bot, random_id=9)["response"] != first


def test_a_photo_takes_three_calls(vk: Api, bot: dict[str, Any], say: Callable[..., Any]) -> None:
    say(text="x")
    place = vk.result(bot, "photos.getMessagesUploadServer", peer_id=501)["upload_url"]
    given = vk.post(place, "photo", "а.png", picture())
    (saved,) = vk.result(bot, "photos.saveMessagesPhoto", **given)
    name = f"photo{saved['owner_id']}_{saved['id']}_{saved['access_key']}"
    send(vk, bot, attachment=name, message="вот")
    (seen,) = vk.sandbox.received(bot, 501, kind="vk")
    assert (seen["text"], seen["media"][0]["kind"], seen["media"][0]["name"]) == ("вот", "photo", "а.png")
    place = vk.result(bot, "photos.getMessagesUploadServer", peer_id=501)["upload_url"]
    assert vk.post(place, "photo", "а.png", b"no picture")["photo"] == "[]"


@pytest.mark.parametrize(("kind", "shown"), [("doc", "document"), ("audio_message", "voice")])
def test_a_file_goes_as_a_document(
    vk: Api, bot: dict[str, Any], say: Callable[..., Any], kind: str, shown: str
) -> None:
    say(text="x")
    place = vk.result(bot, "docs.getMessagesUploadServer", type=kind, peer_id=501)["upload_url"]
    given = vk.post(place, "file", "а.ogg", b"OggS")
    saved = vk.result(bot, "docs.save", title="план.ogg", **given)
    node = saved[saved["type"]]
    send(vk, bot, attachment=f"doc{node['owner_id']}_{node['id']}_{node['access_key']}", message="")
    (seen,) = vk.sandbox.received(bot, 501, kind="vk")
    assert seen["media"][0]["kind"] == shown
    place = vk.result(bot, "docs.getMessagesUploadServer", type="doc", peer_id=501)["upload_url"]
    assert "error" in vk.post(place, "file", "a.mp3", b"ID3")


def test_presses_are_answered_once(vk: Api, bot: dict[str, Any], say: Callable[..., Any]) -> None:
    say(text="x")
    buttons = keyboard(
        {"type": "callback", "label": "Да", "payload": '{"d":"y"}'},
        {"type": "text", "label": "Нет", "payload": '{"d":"n"}'},
        {"type": "open_link", "label": "Сайт", "link": "https://a.b"},
    )
    send(vk, bot, keyboard=buttons)
    vk.result(
        bot, "groups.setLongPollSettings", group_id=bot["id"], enabled=1, message_event=1, message_new=1
    )
    say(press={"button": "Да"})
    (event,) = vk.sandbox.pending(bot, kind="vk")
    assert (event["type"], event["object"]["payload"]) == ("message_event", {"d": "y"})
    told = {"event_id": event["object"]["event_id"], "user_id": 501, "peer_id": 501}
    assert vk.result(bot, "messages.sendMessageEventAnswer", **told) == 1
    assert vk.code(bot, "messages.sendMessageEventAnswer", **told) == 100
    say(press={"button": 1})
    message = vk.sandbox.pending(bot, kind="vk")[-1]["object"]["message"]
    assert (message["text"], message["payload"]) == ("Нет", '{"d":"n"}')


def test_edit_and_delete_within_a_day(vk: Api, bot: dict[str, Any], say: Callable[..., Any]) -> None:
    say(text="x")
    send(vk, bot)
    (seen,) = vk.sandbox.received(bot, 501, kind="vk")
    where = {"peer_id": 501, "conversation_message_id": seen["message_id"]}
    vk.result(bot, "messages.edit", message="нет", **where)
    (seen,) = vk.sandbox.received(bot, 501, kind="vk")
    assert (seen["text"], seen["edits"][0]["text"]) == ("нет", "да")
    vk.sandbox.clock(ahead=24 * 3600)
    assert vk.code(bot, "messages.edit", message="а", **where) == 909
    told = {"peer_id": 501, "cmids": seen["message_id"], "delete_for_all": 1}
    assert vk.result(bot, "messages.delete", **told)[0]["error"]["code"] == 924
    send(vk, bot)
    newest = vk.sandbox.received(bot, 501, kind="vk")[-1]["message_id"]
    vk.result(bot, "messages.delete", peer_id=501, cmids=newest, delete_for_all=1)
    assert vk.sandbox.received(bot, 501, kind="vk")[-1]["deleted"]


def test_messages_off_and_rights(vk: Api, bot: dict[str, Any], say: Callable[..., Any]) -> None:
    say(text="x")
    path = f"vk/bots/{bot['id']}/settings"
    vk.sandbox.control("POST", path, {"messages": False})
    assert send(vk, bot)["error"]["error_msg"] == "Access denied: group messages are disabled"
    vk.sandbox.control("POST", path, {"messages": True, "bots": False})
    pressed = keyboard({"type": "text", "label": "x"})
    assert send(vk, bot, keyboard=pressed)["error"]["error_code"] == 912
    vk.sandbox.control("POST", path, {"rights": ["messages"]})
    assert vk.code(bot, "photos.getMessagesUploadServer", peer_id=501) == 15
    names = [one["name"] for one in vk.result(bot, "groups.getTokenPermissions")["permissions"]]
    assert names == ["messages"]


def test_more_than_so_many_a_second_are_error_6(
    vk: Api, bot: dict[str, Any], say: Callable[..., Any]
) -> None:
    say(text="x")
    vk.sandbox.rate(kind="vk", per_second=20)
    codes = [send(vk, bot).get("error", {}).get("error_code") for _ in range(30)]
    assert codes[:20] == [None] * 20
    assert codes[20] == 6
    assert vk.sandbox.rate(kind="vk")["highest"] >= 21


@pytest.mark.parametrize(
    ("fault", "code"), [({"error": "9"}, 9), ({"error": "10: Oops"}, 10), ({"error": "words"}, 100)]
)
def test_faults_speak_as_vk(vk: Api, bot: dict[str, Any], fault: dict[str, Any], code: int) -> None:
    vk.sandbox.faults(kind="vk", bot=bot, times=1, **fault)
    assert vk.code(bot, "groups.getById") == code
    assert "response" in vk.call(bot, "groups.getById")


def test_a_fault_may_be_a_page_or_nothing(vk: Api, bot: dict[str, Any]) -> None:
    vk.sandbox.faults(kind="vk", bot=bot, times=1, status=500)
    address, data = f"{vk.url}/method/groups.getById", {"access_token": bot["token"], "v": "5.199"}
    answer = requests.post(address, data=data, timeout=10)
    assert (answer.status_code, answer.text[:6]) == (500, "<html>")
    vk.sandbox.faults(kind="vk", bot=bot, times=1, drop="after")
    with pytest.raises(requests.ConnectionError):
        requests.post(address, data=data, timeout=10)


def test_names_come_by_asking(vk: Api, bot: dict[str, Any], say: Callable[..., Any]) -> None:
    say(client={"id": 501, "name": "Лев Тихий"}, text="x")
    (found,) = vk.result(bot, "users.get", user_ids="501,99999", fields="photo_200")
    assert (found["first_name"], found["last_name"]) == ("Лев", "Тихий")
    assert requests.get(found["photo_200"], timeout=10).content[:4] == b"\x89PNG"


def test_vk_survives_a_restart(tmp_path: Any) -> None:
    from tests.sandbox_process import Sandbox

    with Sandbox(state=tmp_path / "state") as sandbox:
        bot = sandbox.new_bot("Обжиг", kind="vk")
        sandbox.say(bot, {"id": 501, "name": "Лев"}, text="раз", kind="vk")
        sandbox.stop()
        sandbox.start()
        vk = Api(sandbox)
        assert "response" in send(vk, bot, random_id=5)
        seen = sandbox.received(bot, 501, everything=True, kind="vk")
        assert [one["text"] for one in seen] == ["раз", "да"]
