"""The app's webhook: signed, repeated, one for all pages; what each act of a client sends (PROTOCOLS §4.2 to §4.4)."""

import hashlib
import hmac
from typing import Any

import pytest

from tests.sandbox.facebook.graph import app, call, code_of, items, subscribe, write
from tests.sandbox.receiver import Receiver
from tests.sandbox_process import Sandbox, file


@pytest.fixture
def page(sandbox: Sandbox, hook: Receiver) -> dict[str, Any]:
    page = sandbox.new_bot("P", kind="facebook")
    subscribe(sandbox, page, hook)
    return page


def say(sandbox: Sandbox, page: dict[str, Any], **acts: Any) -> dict[str, Any]:
    return sandbox.say(page, 501, wait=5, kind="facebook", **acts)


def test_signed_over_the_raw_bytes_and_escaped(
    sandbox: Sandbox, page: dict[str, Any], hook: Receiver
) -> None:
    say(sandbox, page, text="Привет/пока")
    (hit,) = hook.hits
    wanted = hmac.new(app(sandbox)["secret"].encode(), hit.raw, hashlib.sha256).hexdigest()
    assert hit.headers["X-Hub-Signature-256"] == f"sha256={wanted}"
    assert hit.raw.isascii()
    assert b"\\/" in hit.raw
    assert hit.update["entry"][0]["id"] == page["id"]
    assert items(hook)[0]["sender"] == {"id": "501"}


def test_repeated_until_taken_and_one_address_for_all_pages(
    sandbox: Sandbox, page: dict[str, Any], hook: Receiver
) -> None:
    other = sandbox.new_bot("Q", kind="facebook")
    subscribe(sandbox, other, hook)
    sandbox.clock(scale=50)
    hook.answers = [500, 404, 302]
    say(sandbox, page, text="x")
    sandbox.say(other, 7, text="y", wait=5, kind="facebook")
    assert [hit.update["entry"][0]["id"] for hit in hook.hits] == [page["id"]] * 4 + [other["id"]]


def test_a_webhook_must_answer_the_challenge(sandbox: Sandbox, hook: Receiver) -> None:
    number = app(sandbox)["id"]
    token = f"{number}|{app(sandbox)['secret']}"
    fields = {"object": "page", "callback_url": hook.url, "verify_token": "wrong", "fields": "messages"}
    assert code_of(call(sandbox, token, "POST", f"{number}/subscriptions", **fields)) == (400, 2200, 0)
    assert call(sandbox, token, "GET", f"{number}/subscriptions").json() == {"data": []}


ACTS: list[tuple[dict[str, Any], str, dict[str, Any]]] = [
    ({"text": "x"}, "message", {"text": "x"}),
    ({"image": file("a.png")}, "message", {}),
    ({"voice": True}, "message", {}),
    ({"location": {"latitude": 1, "longitude": 2}}, "message", {}),
    ({"sticker": True}, "message", {}),
    ({"start": True}, "postback", {"payload": "GET_STARTED", "title": "Get Started"}),
    ({"start": "lp-17"}, "postback", {"payload": "GET_STARTED"}),
    ({"raw": {"optin": {"type": "x"}}}, "optin", {"type": "x"}),
]


@pytest.mark.parametrize(("act", "name", "holds"), ACTS, ids=[next(iter(act)) for act, _, _ in ACTS])
def test_acts(
    sandbox: Sandbox, page: dict[str, Any], hook: Receiver, act: Any, name: str, holds: Any
) -> None:
    say(sandbox, page, **act)
    (item,) = items(hook)
    assert holds.items() <= item[name].items()


def test_a_link_in_a_chat_that_is_and_one_in_a_new_chat(
    sandbox: Sandbox, page: dict[str, Any], hook: Receiver
) -> None:
    say(sandbox, page, start="lp-1")
    say(sandbox, page, start="lp-2")
    first, second = items(hook)
    assert first["postback"]["referral"]["ref"] == "lp-1"
    assert second["referral"]["ref"] == "lp-2"
    assert "message" not in second


def test_without_the_button_the_first_link_is_lost(sandbox: Sandbox, hook: Receiver) -> None:
    page = sandbox.new_bot("P", kind="facebook")
    subscribe(sandbox, page, hook, get_started=False)
    assert sandbox.say(page, 501, start="lp-1", kind="facebook")["event"] == 0


def test_echo_delivery_read_edit_unsend(sandbox: Sandbox, page: dict[str, Any], hook: Receiver) -> None:
    mid = say(sandbox, page, text="привет")["message_id"]
    sent = write(sandbox, page, 501, {"text": "да", "metadata": "ours:1"}).json()["message_id"]
    say(sandbox, page, read=True, edit={"message_id": mid, "text": "б"})
    say(sandbox, page, delete={"message_id": mid})
    _, echo, delivery, edit, read, unsend = items(hook)
    assert (echo["sender"]["id"], echo["recipient"]["id"]) == (page["id"], "501")
    assert echo["message"] == {
        "mid": sent, "is_echo": True, "app_id": int(app(sandbox)["id"]), "metadata": "ours:1", "text": "да",
    }  # fmt: skip
    assert delivery["delivery"]["mids"] == [sent]
    assert edit["message_edit"] == {"mid": mid, "text": "б", "num_edit": 1}
    assert read["read"]["watermark"] >= delivery["delivery"]["watermark"]
    assert unsend["message"] == {"mid": mid, "is_deleted": True}


def test_buttons_and_quick_replies(sandbox: Sandbox, page: dict[str, Any], hook: Receiver) -> None:
    say(sandbox, page, text="x")
    buttons = [{"type": "postback", "title": "Цены", "payload": "PRICES"}]
    card = {"template_type": "button", "text": "?", "buttons": buttons}
    write(sandbox, page, 501, {"attachment": {"type": "template", "payload": card}})
    say(sandbox, page, press={"button": "PRICES"})
    assert items(hook)[-1]["postback"] | {"mid": ""} == {"mid": "", "title": "Цены", "payload": "PRICES"}
    write(sandbox, page, 501, {"text": "?", "quick_replies": [{"content_type": "user_phone_number"}]})
    say(sandbox, page, press={"button": 0, "phone": "+79005550123"})
    message = items(hook)[-1]["message"]
    assert (message["text"], message["quick_reply"]) == ("+79005550123", {"payload": "+79005550123"})


def test_who_is_offline_gets_it_later(sandbox: Sandbox, page: dict[str, Any], hook: Receiver) -> None:
    say(sandbox, page, text="x")
    say(sandbox, page, offline=True)
    write(sandbox, page, 501, {"text": "да"})
    say(sandbox, page, offline=False)
    assert [next(name for name in ("message", "delivery") if name in item) for item in items(hook)] == [
        "message", "message", "delivery",
    ]  # fmt: skip


def test_state_survives_a_restart(tmp_path: Any) -> None:
    with Sandbox(state=tmp_path / "state") as sandbox:
        page = sandbox.new_bot("P", kind="facebook")
        sandbox.say(page, 501, text="x", kind="facebook")
        sandbox.stop()
        sandbox.start()
        write(sandbox, page, 501, {"text": "да"})
        seen = sandbox.received(page, 501, everything=True, kind="facebook")
        assert [one["text"] for one in seen] == ["x", "да"]
