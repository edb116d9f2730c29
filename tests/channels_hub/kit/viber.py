"""Viber's cases (PROTOCOLS §2.2, §2.4, §2.5; DEPENDENCIES F14 to F17)."""

import io
from typing import Any

from PIL import Image

from channels_hub.messengers import errors
from channels_hub.messengers.vocabulary import (
    Blocked,
    Button,
    Location,
    Media,
    Message,
    Nothing,
    Opening,
    Outgoing,
    OutgoingFile,
    Press,
    Profile,
    SharedContact,
    Start,
    Status,
)
from tests.channels_hub.kit.cases import MALFORMED, Failure, Forgery, Inward, Kit, Outward

PEER = "m1NoP2qRs3TuV4wXy5Z6A=="
IRA = {
    "id": PEER,
    "name": "Ірина Лісова",
    "avatar": "https://media.example/i.jpg",
    "language": "uk",
    "country": "UA",
    "api_version": 10,
}
PROFILE, BARE = Profile(PEER, "Ірина", "Лісова", "", "uk"), Profile(PEER)
TOKEN, AT = 5922222222222222202, 1790200000222
SILENT_PRESS = "\u2063press:yes:1"


def event(name: str, **content: Any) -> dict[str, Any]:
    head = {"event": name, "timestamp": AT, "chat_hostname": "SN-CHAT-03_", "message_token": TOKEN}
    return {**head, **content}


def message(**content: Any) -> dict[str, Any]:
    return event("message", sender=IRA, message=content, silent=False)


def said(**facts: Any) -> list[Message]:
    return [Message(PEER, PROFILE, AT, str(TOKEN), AT, **facts)]


def file(kind: str, url: str, **facts: Any) -> tuple[Media, ...]:
    return (Media(kind, {"url": url}, **facts),)


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


CASES: list[tuple[str, Any, Any]] = [
    (
        "text",
        message(type="text", text="Доброго дня", tracking_data="step:1"),
        said(text="Доброго дня"),
    ),
    ("only spaces", message(type="text", text="   "), said(text="   ")),
    ("markup", message(type="text", text="<b>{{7*7}}{% x %}&amp;"), said(text="<b>{{7*7}}{% x %}&amp;")),
    ("NUL", message(type="text", text="a\0b"), said(text="ab")),
    ("empty text is named", message(type="text", text=""), said(unsupported="text")),
    ("press", message(type="text", text=SILENT_PRESS), [Press(PEER, PROFILE, AT, "yes:1")]),
    ("a press that is typed", message(type="text", text="press:yes:1"), said(text="press:yes:1")),
    (
        "picture with text",
        message(
            type="picture",
            media="https://dl.example/p.jpg",
            thumbnail="https://dl.example/t.jpg",
            file_name="p.jpg",
            size=34567,
            text="підпис",
        ),
        said(
            text="підпис",
            media=file("image", "https://dl.example/p.jpg", name="p.jpg", mime="image/jpeg", size=34567),
        ),
    ),
    (
        "video",
        message(type="video", media="https://dl.example/v.mp4", file_name="v.mp4", size=1234567, duration=8),
        said(
            media=file(
                "video",
                "https://dl.example/v.mp4",
                name="v.mp4",
                mime="video/mp4",
                size=1234567,
                duration=8,
            )
        ),
    ),
    (
        "file",
        message(type="file", media="https://dl.example/f.docx", file_name="есе.docx", size=20480),
        said(media=file("file", "https://dl.example/f.docx", name="есе.docx", size=20480)),
    ),
    (
        "sticker",
        message(type="sticker", sticker_id=46105),
        said(media=(Media("sticker", {"sticker": "46105"}, mime="image/png"),)),
    ),
    (
        "sticker with its number as text",
        message(type="sticker", sticker_id="46105"),
        said(media=(Media("sticker", {"sticker": "46105"}, mime="image/png"),)),
    ),
    (
        "location",
        message(type="location", location={"lat": 50.45466, "lon": 30.5238}),
        said(location=Location(50.45466, 30.5238)),
    ),
    (
        "location as text",
        message(type="location", location={"lat": "50.5", "lon": "30"}),
        said(location=Location(50.5, 30.0)),
    ),
    (
        "contact",
        message(type="contact", contact={"name": "Ірина", "phone_number": "380660000008"}),
        said(contact=SharedContact("+380660000008", "Ірина")),
    ),
    (
        "contact with a number as a number",
        message(type="contact", contact={"phone_number": 380660000008}),
        said(contact=SharedContact("+380660000008")),
    ),
    (
        "link",
        message(type="url", media="https://example.org/page"),
        said(text="https://example.org/page"),
    ),
    ("what is not invented yet is named", message(type="hologram"), said(unsupported="hologram")),
    (
        "what is not invented yet with words",
        message(type="carousel", text="слова"),
        said(text="слова", unsupported="carousel"),
    ),
    (
        "opened by a stranger",
        event("conversation_started", type="open", context="lp-9", user=IRA, subscribed=False),
        [Opening(PEER, PROFILE, AT, "lp-9")],
    ),
    (
        "opened without a link",
        event("conversation_started", type="open", user=IRA),
        [Opening(PEER, PROFILE, AT)],
    ),
    (
        "opened by a subscriber",
        event("conversation_started", type="open", context="lp-9", user=IRA, subscribed=True),
        [Start(PEER, PROFILE, AT, f"open:{TOKEN}", AT, "lp-9")],
    ),
    ("subscribed", event("subscribed", user=IRA), [Blocked(PEER, PROFILE, AT, False)]),
    ("unsubscribed", event("unsubscribed", user_id=PEER), [Blocked(PEER, BARE, AT, True)]),
    ("delivered", event("delivered", user_id=PEER), [Status(PEER, BARE, AT, "delivered", str(TOKEN))]),
    ("seen", event("seen", user_id=PEER), [Status(PEER, BARE, AT, "read", str(TOKEN))]),
    (
        "failed",
        event("failed", user_id=PEER, desc="failure description"),
        [Status(PEER, BARE, AT, "failed", str(TOKEN), "failure description")],
    ),
    ("failed without words", event("failed", user_id=PEER), [Status(PEER, BARE, AT, "failed", str(TOKEN))]),
    ("handshake", event("webhook"), [Nothing("webhook")]),
    ("client_status", event("client_status", user={"id": PEER}), [Nothing("client_status")]),
    ("kind of tomorrow", event("telepathy"), [Nothing("telepathy")]),
    (
        "lone surrogate",
        b'{"event":"message","message_token":5922222222222222202,"timestamp":1790200000222,'
        b'"sender":{"id":"a","name":"\\ud83d"},"message":{"type":"text","text":"x\\ud83d"}}',
        [Message("a", Profile("a", "\ufffd"), AT, str(TOKEN), AT, text="x\ufffd")],
    ),
    (
        "no timestamp",
        {"event": "seen", "message_token": TOKEN, "user_id": PEER},
        [Status(PEER, BARE, 0, "read", str(TOKEN))],
    ),
    ("no event", {"message_token": 1}, MALFORMED),
    ("no token", {**message(type="text", text="a"), "message_token": None}, MALFORMED),
    ("nobody", event("delivered"), MALFORMED),
    ("text as number", message(type="text", text=5), MALFORMED),
    ("message as text", event("message", sender=IRA, message="a"), MALFORMED),
    ("picture without address", message(type="picture"), MALFORMED),
    ("picture of the disk", message(type="picture", media="file:///etc/passwd"), MALFORMED),
    ("sticker without number", message(type="sticker", sticker_id="../x"), MALFORMED),
    ("location off the globe", message(type="location", location={"lat": 91, "lon": 0}), MALFORMED),
    ("location as words", message(type="location", location={"lat": "here", "lon": 0}), MALFORMED),
    ("time beyond time", {**message(type="text", text="a"), "timestamp": 10**16}, MALFORMED),
    ("list", [1], MALFORMED),
    ("nothing", b"", MALFORMED),
    ("broken", b'{"event":', MALFORMED),
    ("not text", b"\xff\xfe\x00", MALFORMED),
    ("not a number", b'{"event":NaN}', MALFORMED),
    ("10,000 levels", b"[" * 10000 + b"]" * 10000, MALFORMED),
]
CALLS = ("get_account_info", "send_message")
SIGNED = b'{"event":"webhook","timestamp":1,"message_token":2}'
KEY = "445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9"
SIGNATURE = "efed28f37b73abf820dac0d918885b8f0f39b16d861dfb968970ff35096d66aa"


def out(name: str, outgoing: Outgoing, fields: dict[str, Any], content: bytes = b"", **more: Any) -> Outward:
    return Outward(name, outgoing, "send_message", fields, content, methods=CALLS, **more)


def fails(
    name: str, means: type[Exception], after: float | None = None, facts: Any = (), **fault: Any
) -> Failure:
    return Failure(name, {"method": "send_message", **fault}, means, after, dict(facts))


def forged(name: str, signature: str, good: bool = False, body: bytes = SIGNED, token: str = KEY) -> Forgery:
    return Forgery(name, {"x-viber-content-signature": signature}, good, body=body, token=token)


def button(text: str, action: str, body: str, **more: Any) -> dict[str, Any]:
    return {"Columns": 6, "Rows": 1, "Text": text, "ActionType": action, "ActionBody": body, **more}


KIT = Kit(
    kind="viber",
    peer=PEER,
    made={"webhook": "http://127.0.0.1:9/"},
    greeting={"text": "Доброго дня"},
    inward=[Inward(*case) for case in CASES],
    outward=[
        out(
            "text as it is",
            Outgoing("<b>да</b> *нет* 😀"),
            {
                "receiver": PEER,
                "sender": {"name": "Kit"},
                "type": "text",
                "text": "<b>да</b> *нет* 😀",
            },
            absent=("keyboard", "min_api_version", "tracking_data"),
        ),
        out(
            "buttons",
            Outgoing(
                "да", buttons=(Button("Сайт <1>", url="https://example.org/"), Button("Да", data="yes:1"))
            ),
            {
                "keyboard": {
                    "Type": "keyboard",
                    "DefaultHeight": False,
                    "Buttons": [
                        button("Сайт &lt;1&gt;", "open-url", "https://example.org/", Silent=True),
                        button("Да", "reply", SILENT_PRESS, Silent=True),
                    ],
                }
            },
            absent=("min_api_version",),
        ),
        out(
            "asking for phone and place",
            Outgoing(
                "кто вы?",
                quick_replies=(
                    Button("Номер", ask="phone"),
                    Button("Место", ask="location"),
                    Button("Никто"),
                ),
            ),
            {
                "min_api_version": 3,
                "keyboard": {
                    "Type": "keyboard",
                    "DefaultHeight": False,
                    "Buttons": [
                        button("Номер", "share-phone", "phone"),
                        button("Место", "location-picker", "location"),
                        button("Никто", "reply", "Никто"),
                    ],
                },
            },
        ),
        out(
            "picture",
            Outgoing("под", OutgoingFile(1, "image", "0.png", "image/png", 90)),
            {"type": "picture", "text": "под"},
            picture(),
            absent=("thumbnail",),
        ),
        out(
            "a picture above 1 MB is a file",
            Outgoing("", OutgoingFile(1, "image", "большая.png", "image/png", 2_000_000)),
            {"type": "file", "size": 2_000_000, "file_name": "большая.png"},
            picture(),
        ),
        out(
            "a picture of another kind is a file",
            Outgoing("", OutgoingFile(1, "image", "a.webp", "image/webp", 90)),
            {"type": "file", "file_name": "a.webp"},
            picture(),
        ),
        out(
            "video",
            Outgoing("", OutgoingFile(1, "video", "0.mp4", "video/mp4", 900)),
            {"type": "video", "size": 900},
            b"film",
            absent=("file_name",),
        ),
        out(
            "a film above 26 MB is a file",
            Outgoing("", OutgoingFile(1, "video", "f.mp4", "video/mp4", 27_500_000)),
            {"type": "file", "file_name": "f.mp4"},
            b"film",
        ),
        out(
            "document",
            Outgoing("", OutgoingFile(1, "file", "отчёт 1.txt", "text/plain", 2)),
            {"type": "file", "size": 2, "file_name": "отчёт 1.txt"},
            b"hi",
        ),
    ],
    failures=[
        fails("12 too many", errors.Throttled, 10, status=12),
        fails("HTTP 429", errors.Throttled, 10, status=429),
        fails("500", errors.Retry, status=500),
        fails("502 page", errors.Retry, status=502, body="<html>Bad Gateway</html>"),
        fails("504 page: passed on, no answer", errors.Unknown, status=504, body="<html>"),
        fails("200 with garbage", errors.Unknown, status=200, body="<html>"),
        fails("ok without a token", errors.Unknown, status=200, body='{"status":0}'),
        fails("reset after accepting", errors.Unknown, drop="after"),
        fails("2 wrong token", errors.BadCredentials, status=2),
        fails("3 bad data", errors.Rejected, None, {"code": "rejected"}, status=3),
        fails("3 too long", errors.Rejected, None, {"code": "too_long"}, status=3, error="text is too long"),
        fails("3 too large", errors.TooLarge, status=3, error="badData: size"),
        fails("5 not registered", errors.Blocked, None, {"code": "unreachable"}, status=5),
        fails("6 not subscribed", errors.Blocked, None, {"code": "blocked"}, status=6),
        fails("7 blocked bot", errors.ChannelStopped, None, {"health": "blocked"}, status=7),
        fails("9 suspended bot", errors.ChannelStopped, None, {"health": "blocked"}, status=9),
        fails("10 no webhook", errors.ChannelStopped, None, {"health": "lost"}, status=10),
        fails("13 old device", errors.Rejected, status=13),
        fails("24 no balance", errors.ChannelStopped, None, {"health": "permission"}, status=24),
        fails("unknown status", errors.Rejected, status=77),
        fails("403 page of a proxy", errors.Retry, status=403, body="<html>"),
        Failure(
            "silent before anything was sent", {"method": "get_account_info", "drop": "after"}, errors.Retry
        ),
    ],
    forgeries=[
        forged("right", SIGNATURE, True),
        forged("none", ""),
        Forgery("no header", {}, False, body=SIGNED, token=KEY),
        forged("another body", SIGNATURE, body=SIGNED + b" "),
        forged("another bot's", SIGNATURE, token=KEY[::-1]),
        forged("not ASCII", "пароль\udcff"),
        forged("no token at all", SIGNATURE, token=""),
    ],
)
