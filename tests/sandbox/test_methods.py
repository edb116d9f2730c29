"""Methods of the Bot API: what they answer and what the client sees."""

import io
import json

import pytest
from PIL import Image

from tests.sandbox.bot_api import call, result
from tests.sandbox_process import Sandbox


def png(width: int = 64, height: int = 48) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


def test_get_me_tells_who_the_bot_is(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("Северный обжиг")
    me = result(sandbox, bot, "getMe")
    assert (me["id"], me["first_name"], me["is_bot"]) == (bot["id"], "Северный обжиг", True)
    assert me["username"].endswith("_bot")
    assert len(bot["token"].split(":")[1]) == 35


@pytest.mark.parametrize("how", ["get", "form", "json", "multipart", "other case"])
def test_fields_come_in_every_way(sandbox: Sandbox, how: str) -> None:
    import requests

    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    address, fields = (
        f"{sandbox.telegram_url}/bot{bot['token']}/sendMessage",
        {"chat_id": 501, "text": "Привет & да"},
    )
    markup = {"inline_keyboard": [[{"text": "Да", "callback_data": "y"}]]}
    match how:
        case "get":
            answer = requests.get(address, params={**fields, "reply_markup": json.dumps(markup)}, timeout=5)
        case "json":
            answer = requests.post(address, json={**fields, "reply_markup": markup}, timeout=5)
        case "multipart":
            parts = {
                name: (None, str(value))
                for name, value in {**fields, "reply_markup": json.dumps(markup)}.items()
            }
            answer = requests.post(address, files=parts, timeout=5)
        case "other case":
            answer = requests.post(
                address.lower().replace(bot["token"].lower(), bot["token"].replace(":", "%3A")),
                data={**fields, "reply_markup": json.dumps(markup)},
                timeout=5,
            )
        case _:
            answer = requests.post(address, data={**fields, "reply_markup": json.dumps(markup)}, timeout=5)
    assert answer.json()["result"]["text"] == "Привет & да"
    seen = sandbox.received(bot, 501)[-1]
    assert seen["text"] == "Привет & да"
    assert seen["buttons"] == [[{"text": "Да", "data": "y", "url": None}]]


def test_message_ids_grow_over_all_chats_of_a_bot(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    ids = [sandbox.say(bot, user, start=True)["message_id"] for user in (1, 2)]
    ids += [result(sandbox, bot, "sendMessage", chat_id=user, text="x")["message_id"] for user in (1, 2)]
    assert ids == sorted(set(ids))


def test_markup_makes_entities_counted_in_utf16(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    html = '😀<b>жи<i>р</i></b> <a href="https://x.org/?a=1&amp;b=2">там</a> &lt;1'
    sent = result(sandbox, bot, "sendMessage", chat_id=501, text=html, parse_mode="HTML")
    assert sent["text"] == "😀жир там <1"
    assert sent["entities"] == [
        {"offset": 2, "length": 3, "type": "bold"},
        {"offset": 4, "length": 1, "type": "italic"},
        {"offset": 6, "length": 3, "type": "text_link", "url": "https://x.org/?a=1&b=2"},
    ]
    marked = result(
        sandbox, bot, "sendMessage", chat_id=501, text=r"*a* \. [b](https://x.org)", parse_mode="MarkdownV2"
    )
    assert marked["text"] == "a . b"
    assert [one["type"] for one in marked["entities"]] == ["bold", "text_link"]


@pytest.mark.parametrize(
    ("method", "field", "name"),
    [("sendPhoto", "photo", "x.png"), ("sendDocument", "document", "счёт.pdf"), ("sendVideo", "video", "x.mp4"),
     ("sendVoice", "voice", "x.ogg"), ("sendAudio", "audio", "x.mp3"), ("sendAnimation", "animation", "x.gif"),
     ("sendSticker", "sticker", "x.webp"), ("sendVideoNote", "video_note", "x.mp4")],
)  # fmt: skip
def test_files_reach_the_client_and_come_back_by_id(
    sandbox: Sandbox, method: str, field: str, name: str
) -> None:
    import hashlib

    bot, content = sandbox.new_bot("B"), png()
    sandbox.say(bot, 501, start=True)
    sent = result(sandbox, bot, method, files={field: (name, content)}, chat_id=501)
    media = sandbox.received(bot, 501)[-1]["media"][0]
    assert (media["size"], media["sha256"], media["kind"]) == (
        len(content),
        hashlib.sha256(content).hexdigest(),
        field,
    )
    file_id = sent[field][-1]["file_id"] if field == "photo" else sent[field]["file_id"]
    again = result(sandbox, bot, method, chat_id=501, **{field: file_id})
    assert again["message_id"] > sent["message_id"]
    assert sandbox.received(bot, 501)[-1]["media"][0]["sha256"] == media["sha256"]


def test_an_album_is_several_messages_of_one_group(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    media = [
        {"type": "photo", "media": "attach://a", "caption": "оба"},
        {"type": "photo", "media": "attach://b"},
    ]
    files = {"a": ("a.png", png()), "b": ("b.png", png(70, 70))}
    sent = result(sandbox, bot, "sendMediaGroup", files=files, chat_id=501, media=json.dumps(media))
    assert len({one["media_group_id"] for one in sent}) == 1
    assert [one["text"] for one in sandbox.received(bot, 501)] == ["оба", ""]


def test_a_photo_by_address_of_this_machine_is_fetched(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    said = sandbox.say(bot, 501, image={"name": "a.png", "size": 5000})
    media = sandbox.received(bot, 501, everything=True)[-1]["media"][0]
    address = f"{sandbox.url}{media['url']}?type=image/png"
    sent = result(sandbox, bot, "sendPhoto", chat_id=501, photo=address)
    assert sent["message_id"] == said["message_id"] + 1
    assert sandbox.received(bot, 501)[-1]["media"][0]["sha256"] == media["sha256"]
    refused = call(sandbox, bot, "sendPhoto", chat_id=501, photo="https://example.org/a.png").json()
    assert refused["description"] == "Bad Request: failed to get HTTP URL content"
    refused = call(sandbox, bot, "sendPhoto", chat_id=501, photo=f"{sandbox.url}/_control/clock").json()
    assert refused["description"] == "Bad Request: wrong type of the web page content"


def test_press_is_answered_once_and_the_client_sees_the_text(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    markup = json.dumps({"inline_keyboard": [[{"text": "Да", "callback_data": "yes:1"}]]})
    sent = result(sandbox, bot, "sendMessage", chat_id=501, text="?", reply_markup=markup)
    sandbox.say(bot, 501, press={"message_id": sent["message_id"], "button": 0})
    query = sandbox.pending(bot)[-1]["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("yes:1", sent["message_id"])
    assert sandbox.chat(bot, 501)["waiting"] == [sent["message_id"]]
    assert result(sandbox, bot, "answerCallbackQuery", callback_query_id=query["id"], text="Готово") is True
    assert [toast["text"] for toast in sandbox.chat(bot, 501)["toasts"]] == ["Готово"]
    late = call(sandbox, bot, "answerCallbackQuery", callback_query_id=query["id"]).json()["description"]
    assert late == "Bad Request: query is too old and response timeout expired or query ID is invalid"


def test_edit_and_delete_change_what_the_client_sees(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    sent = result(sandbox, bot, "sendMessage", chat_id=501, text="раз")
    about = {"chat_id": 501, "message_id": sent["message_id"]}
    assert result(sandbox, bot, "editMessageText", text="два", **about)["text"] == "два"
    assert (
        "message is not modified"
        in call(sandbox, bot, "editMessageText", text="два", **about).json()["description"]
    )
    seen = sandbox.received(bot, 501)[-1]
    assert (seen["text"], seen["edits"][0]["text"]) == ("два", "раз")
    assert result(sandbox, bot, "deleteMessage", **about) is True
    assert sandbox.received(bot, 501)[-1]["deleted"]
    gone = call(sandbox, bot, "editMessageText", text="три", **about).json()["description"]
    assert gone == "Bad Request: message to edit not found"


def test_typing_shows_until_the_message(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    assert result(sandbox, bot, "sendChatAction", chat_id=501, action="typing") is True
    assert sandbox.chat(bot, 501)["typing"] == "typing"
    result(sandbox, bot, "sendMessage", chat_id=501, text="x")
    assert sandbox.chat(bot, 501)["typing"] == ""


def test_location_contact_and_venue(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    place = {"latitude": 61.78, "longitude": 34.34}
    assert result(sandbox, bot, "sendLocation", chat_id=501, **place)["location"] == place
    assert (
        result(sandbox, bot, "sendVenue", chat_id=501, title="Цех", address="Варкауса, 21", **place)[
            "location"
        ]
        == place
    )
    result(sandbox, bot, "sendContact", chat_id=501, phone_number="+79000000000", first_name="Анна")
    assert [one["kind"] for one in sandbox.received(bot, 501)] == ["location", "venue", "contact"]
