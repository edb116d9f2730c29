"""Telegram's cases (PROTOCOLS §1.2, §1.4, §1.5; DEPENDENCIES B2, B3, F14 to F17)."""

import io
from typing import Any

from PIL import Image

from channels_hub.messengers import errors
from channels_hub.messengers.vocabulary import (
    Blocked,
    Button,
    Edit,
    Location,
    Media,
    Message,
    Nothing,
    Outgoing,
    OutgoingFile,
    Press,
    Profile,
    SharedContact,
    Start,
)
from tests.channels_hub.kit.cases import MALFORMED, Failure, Forgery, Inward, Kit, Outward

LEV = {
    "id": 901,
    "is_bot": False,
    "first_name": "Лев",
    "last_name": "Тихий",
    "username": "lev_t",
    "language_code": "ru",
}
CHAT = {"id": 901, "first_name": "Лев", "type": "private"}
PROFILE = Profile("901", "Лев", "Тихий", "lev_t", "ru")
AT = 1790100000_000


def update(**kind: Any) -> dict[str, Any]:
    return {"update_id": 412, **kind}


def message(**content: Any) -> dict[str, Any]:
    return update(message={"message_id": 81, "from": LEV, "chat": CHAT, "date": 1790100000, **content})


def said(**facts: Any) -> list[Message]:
    return [Message("901", PROFILE, AT, "81", 81, **facts)]


def file(kind: str, ref: str, **facts: Any) -> tuple[Media, ...]:
    return (Media(kind, {"file_id": ref}, **facts),)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def member(status: str) -> dict[str, Any]:
    return update(
        my_chat_member={"chat": CHAT, "from": LEV, "date": 1790100000, "new_chat_member": {"status": status}}
    )


def blocked(yes: bool) -> list[Blocked]:
    return [Blocked("901", PROFILE, AT, yes)]


PHOTO = [
    {"file_id": "big", "file_size": 120000, "width": 1280, "height": 853},
    {"file_id": "small", "file_size": 1500, "width": 90, "height": 60},
]
CASES: list[tuple[str, Any, Any]] = [
    ("text", message(text="Есть группы?"), said(text="Есть группы?")),
    ("only spaces", message(text="   "), said(text="   ")),
    ("markup", message(text="<script>{{7*7}}{% x %}&amp;*_"), said(text="<script>{{7*7}}{% x %}&amp;*_")),
    ("right to left", message(text="\u202eabc\u0301\u0301"), said(text="\u202eabc\u0301\u0301")),
    ("4096 emoji", message(text="😀" * 4096), said(text="😀" * 4096)),
    ("NUL", message(text="a\0b"), said(text="ab")),
    (
        "lone surrogate",
        b'{"update_id":412,"message":{"message_id":81,"from":{"id":901,"first_name":"\\ud83d"},'
        b'"chat":{"id":901,"type":"private"},"date":1790100000,"text":"x\\ud83d"}}',
        [Message("901", Profile("901", "\ufffd"), AT, "81", 81, text="x\ufffd")],
    ),
    ("start", message(text="/start"), [Start("901", PROFILE, AT, "81", 81, "", "/start")]),
    (
        "start with payload",
        message(text="/start lp_17"),
        [Start("901", PROFILE, AT, "81", 81, "lp_17", "/start lp_17")],
    ),
    ("startle is a word", message(text="/startle"), said(text="/startle")),
    ("start and a sentence", message(text="/start me up"), said(text="/start me up")),
    (
        "photo with caption",
        message(photo=PHOTO, caption="вот"),
        said(text="вот", media=file("image", "big", mime="image/jpeg", size=120000, width=1280, height=853)),
    ),
    (
        "caption that looks like start",
        message(photo=PHOTO, caption="/start"),
        said(
            text="/start", media=file("image", "big", mime="image/jpeg", size=120000, width=1280, height=853)
        ),
    ),
    (
        "album",
        message(photo=PHOTO[1:], media_group_id="g1"),
        said(album="g1", media=file("image", "small", mime="image/jpeg", size=1500, width=90, height=60)),
    ),
    (
        "video",
        message(
            video={
                "file_id": "v",
                "duration": 9,
                "width": 640,
                "height": 360,
                "file_name": "a.mp4",
                "mime_type": "video/mp4",
                "file_size": 8,
            }
        ),
        said(
            media=file(
                "video", "v", name="a.mp4", mime="video/mp4", size=8, width=640, height=360, duration=9
            )
        ),
    ),
    (
        "round video",
        message(video_note={"file_id": "n", "length": 240, "duration": 3}),
        said(media=file("video", "n", mime="video/mp4", width=240, height=240, duration=3)),
    ),
    (
        "voice",
        message(voice={"file_id": "o", "duration": 5, "mime_type": "audio/ogg", "file_size": 18}),
        said(media=file("voice", "o", mime="audio/ogg", size=18, duration=5)),
    ),
    (
        "audio",
        message(audio={"file_id": "a", "duration": 5, "performer": "Хор", "title": "Песня"}),
        said(media=file("audio", "a", name="Хор – Песня", mime="audio/mpeg", duration=5)),
    ),
    (
        "file",
        message(
            document={
                "file_id": "d",
                "file_name": "резюме.pdf",
                "mime_type": "application/pdf",
                "file_size": 5,
            }
        ),
        said(media=file("file", "d", name="резюме.pdf", mime="application/pdf", size=5)),
    ),
    (
        "animation comes with document",
        message(animation={"file_id": "g", "mime_type": "video/mp4"}, document={"file_id": "g"}),
        said(media=file("animation", "g", mime="video/mp4")),
    ),
    (
        "sticker",
        message(sticker={"file_id": "s", "width": 512, "height": 512, "emoji": "😀"}),
        said(emoji="😀", media=file("sticker", "s", mime="image/webp", width=512, height=512)),
    ),
    (
        "moving sticker is shown by its thumbnail",
        message(
            sticker={
                "file_id": "s",
                "is_animated": True,
                "thumbnail": {"file_id": "t", "width": 128, "height": 128},
            }
        ),
        said(media=file("sticker", "t", mime="image/webp", width=128, height=128)),
    ),
    ("location", message(location={"latitude": 41.5, "longitude": 44}), said(location=Location(41.5, 44.0))),
    (
        "venue comes with location",
        message(
            location={"latitude": 1, "longitude": 2},
            venue={"location": {"latitude": 1, "longitude": 2}, "title": "Кафе", "address": "Мира, 1"},
        ),
        said(location=Location(1.0, 2.0, "Кафе", "Мира, 1")),
    ),
    (
        "own contact",
        message(contact={"phone_number": "995500", "first_name": "Лев", "user_id": 901}),
        said(contact=SharedContact("+995500", "Лев", True)),
    ),
    (
        "another's contact",
        message(contact={"phone_number": "+7", "first_name": "Я", "last_name": "К"}),
        said(contact=SharedContact("+7", "Я К", False)),
    ),
    ("reply", message(text="да", reply_to_message={"message_id": 7}), said(text="да", reply_to="7")),
    (
        "forward",
        message(text="да", forward_origin={"type": "channel", "chat": {"title": "Новости"}}),
        said(text="да", forwarded="Новости"),
    ),
    (
        "hidden forward",
        message(text="да", forward_origin={"type": "hidden_user", "sender_user_name": "Кто-то"}),
        said(text="да", forwarded="Кто-то"),
    ),
    ("poll is named", message(poll={"id": "1", "question": "?"}), said(unsupported="poll")),
    ("dice is named", message(dice={"emoji": "🎲", "value": 4}), said(unsupported="dice", emoji="🎲")),
    ("what is not invented yet is named", message(hologram={"id": 1}), said(unsupported="hologram")),
    ("empty message is named", message(), said(unsupported="empty")),
    ("notice of Telegram", message(pinned_message={"message_id": 3}), [Nothing("pinned_message")]),
    (
        "edit",
        update(edited_message={**message()["message"], "edit_date": 1790100005, "text": "б"}),
        [Edit("901", PROFILE, AT + 5000, "81", "б")],
    ),
    (
        "live location moves",
        update(edited_message={**message()["message"], "location": {"latitude": 1, "longitude": 2}}),
        [Nothing("live_location")],
    ),
    (
        "press",
        update(
            callback_query={
                "id": "38",
                "from": LEV,
                "message": {"message_id": 90, "chat": CHAT, "date": 0},
                "data": "slot:3",
            }
        ),
        [Press("901", PROFILE, 0, "slot:3", "90", "38")],
    ),
    (
        "press without message",
        update(callback_query={"id": "38", "from": LEV, "data": "x"}),
        [Press("901", PROFILE, 0, "x", "", "38")],
    ),
    ("blocked", member("kicked"), blocked(True)),
    ("unblocked", member("member"), blocked(False)),
    (
        "group",
        update(message={**message()["message"], "chat": {"id": -5, "type": "supergroup"}}),
        [Nothing("group")],
    ),
    ("channel post", update(channel_post={"message_id": 1}), [Nothing("channel_post")]),
    ("kind of tomorrow", update(telepathy={}), [Nothing("telepathy")]),
    ("nothing but a number", update(), [Nothing("empty")]),
    ("duplicate keys", b'{"update_id":1,"update_id":412}', [Nothing("empty")]),
    ("no number", {"message": message()["message"]}, MALFORMED),
    ("number as text", {"update_id": "412"}, MALFORMED),
    ("message as text", update(message="hi"), MALFORMED),
    ("text as number", message(text=5), MALFORMED),
    ("no chat", update(message={"message_id": 1, "date": 1, "text": "a"}), MALFORMED),
    ("date beyond time", message(text="a", date=10**15), MALFORMED),
    ("location off the globe", message(location={"latitude": 91, "longitude": 0}), MALFORMED),
    ("photo without sizes", message(photo=[]), MALFORMED),
    ("file without id", message(document={"file_name": "x"}), MALFORMED),
    ("list", [1], MALFORMED),
    ("nothing", b"", MALFORMED),
    ("broken", b'{"update_id":', MALFORMED),
    ("not text", b"\xff\xfe\x00", MALFORMED),
    ("not a number", b'{"update_id":NaN}', MALFORMED),
    ("a number too large", b'{"update_id":1e400}', MALFORMED),
    ("endless digits", b'{"update_id":' + b"9" * 5000 + b"}", MALFORMED),
    ("10,000 levels", b"[" * 10000 + b"]" * 10000, MALFORMED),
]
FORBIDDEN = "Forbidden: bot was blocked by the user"
KIT = Kit(
    kind="telegram",
    inward=[Inward(*case) for case in CASES],
    outward=[
        Outward(
            "text as it is",
            Outgoing("<b>да</b> *нет* 😀"),
            "sendMessage",
            {"chat_id": "901", "text": "<b>да</b> *нет* 😀"},
            absent=("parse_mode", "reply_markup"),
        ),
        Outward(
            "reply",
            Outgoing("да", reply_to="5"),
            "sendMessage",
            {"reply_parameters": '{"allow_sending_without_reply": true, "message_id": 5}'},
        ),
        Outward(
            "buttons",
            Outgoing("да", buttons=(Button("Сайт", url="https://example.org/"), Button("Да", data="y:1"))),
            "sendMessage",
            {
                "reply_markup": '{"inline_keyboard": [[{"text": "\\u0421\\u0430\\u0439\\u0442", "url": "https://example.org/"}], [{"callback_data": "y:1", "text": "\\u0414\\u0430"}]]}'
            },
        ),
        Outward(
            "ready answers",
            Outgoing(
                "да",
                quick_replies=(
                    Button("Да"),
                    Button("Мой номер", ask="phone"),
                    Button("Где я", ask="location"),
                ),
            ),
            "sendMessage",
            {
                "reply_markup": '{"keyboard": [[{"text": "Да"}], [{"text": "Мой номер", "request_contact": true}],'
                ' [{"text": "Где я", "request_location": true}]], "resize_keyboard": true, "one_time_keyboard": true}'
            },
        ),
        Outward(
            "picture",
            Outgoing("под", OutgoingFile(1, "image", "a.png", "image/png", 90)),
            "sendPhoto",
            {"caption": "под"},
            picture(),
        ),
        Outward(
            "document",
            Outgoing("", OutgoingFile(1, "file", 'отчёт "1".txt', "text/plain", 2)),
            "sendDocument",
            {"chat_id": "901"},
            b"hi",
            absent=("caption",),
        ),
    ],
    failures=[
        Failure("429", {"status": 429, "retry_after": 3}, errors.Throttled, 3),
        Failure("500", {"status": 500}, errors.Retry),
        Failure("502 page", {"status": 502, "body": "<html>Bad Gateway</html>"}, errors.Retry),
        Failure("504 page: passed on, no answer", {"status": 504, "body": "<html>"}, errors.Unknown),
        Failure("200 with garbage", {"status": 200, "body": "<html>"}, errors.Unknown),
        Failure("reset after accepting", {"drop": "after"}, errors.Unknown),
        Failure("blocked", {"status": 403, "error": FORBIDDEN}, errors.Blocked),
        Failure(
            "deleted account", {"status": 403, "error": "Forbidden: user is deactivated"}, errors.Blocked
        ),
        Failure("unknown chat", {"status": 400, "error": "Bad Request: chat not found"}, errors.Blocked),
        Failure("too long", {"status": 400, "error": "Bad Request: message is too long"}, errors.Rejected),
        Failure("too large", {"status": 400, "error": "Bad Request: file is too big"}, errors.TooLarge),
        Failure("revoked", {"status": 401, "error": "Unauthorized"}, errors.BadCredentials),
        Failure("not found", {"status": 404, "error": "Not Found"}, errors.BadCredentials),
        Failure("404 page of a proxy", {"status": 404, "body": "<html>"}, errors.Retry),
    ],
    forgeries=[
        Forgery("right", {"x-telegram-bot-api-secret-token": "S3cret_of-the-channel"}, True),
        Forgery("none", {}, False),
        Forgery("another bot's", {"x-telegram-bot-api-secret-token": "another"}, False),
        Forgery("one letter off", {"x-telegram-bot-api-secret-token": "S3cret_of-the-channeL"}, False),
        Forgery("not ASCII", {"x-telegram-bot-api-secret-token": "пароль\udcff"}, False),
        Forgery("empty for empty", {"x-telegram-bot-api-secret-token": ""}, False, secret=""),
    ],
)
