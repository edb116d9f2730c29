"""VK's cases (PROTOCOLS §3.2, §3.4, §3.5)."""

import io
import json
from typing import Any

from PIL import Image

from channels_hub.messengers import errors
from channels_hub.messengers.vocabulary import (
    Blocked,
    Button,
    Echo,
    Edit,
    Location,
    Media,
    Message,
    Nothing,
    Outgoing,
    OutgoingFile,
    Press,
    Profile,
    Start,
    Status,
)
from tests.channels_hub.kit.cases import MALFORMED, Failure, Forgery, Inward, Kit, Outward

GROUP, AT = 228800002, 1790300000_000
PROFILE = Profile("901")


def event(kind: str, node: Any, **more: Any) -> dict[str, Any]:
    return {"group_id": GROUP, "type": kind, "event_id": "e1", "v": "5.199", "object": node, **more}


def flat(**content: Any) -> dict[str, Any]:
    message = {"date": 1790300000, "from_id": 901, "id": 701, "out": 0, "attachments": [], "peer_id": 901}
    return {
        **message,
        "conversation_message_id": 31,
        "fwd_messages": [],
        "text": "",
        "random_id": 0,
        **content,
    }


def new(**content: Any) -> dict[str, Any]:
    return event("message_new", {"message": flat(**content), "client_info": {"keyboard": True}})


def hung(*items: tuple[str, dict[str, Any]], **content: Any) -> dict[str, Any]:
    return new(attachments=[{"type": kind, kind: node} for kind, node in items], **content)


def message(**facts: Any) -> Message:
    return Message("901", PROFILE, AT, "31", 31, **facts)


def said(**facts: Any) -> list[Any]:
    return [message(**facts)]


def file(kind: str, url: str, **facts: Any) -> tuple[Media, ...]:
    return (Media(kind, {"url": url}, **facts),)


def start(payload: str = "", text: str = "Начать", name: str = "31") -> Start:
    return Start("901", PROFILE, AT, name, 31, payload, text)


def echo(mark: str, **facts: Any) -> list[Echo]:
    return [Echo("901", PROFILE, AT, "31", 31, text="Бесплатно", mark=mark, **facts)]


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


COMMAND = '{"command":"start"}'
SIZES = [
    {"height": 604, "type": "z", "width": 403, "url": "https://sun.example/x.jpg"},
    {"height": 1080, "type": "x", "width": 720, "url": "https://sun.example/z.jpg"},
]
PHOTO = ("photo", {"id": 1, "owner_id": 901, "sizes": SIZES})
BIGGEST = file("image", "https://sun.example/z.jpg", mime="image/jpeg", width=720, height=1080)
VOICE = {"duration": 3, "link_ogg": "https://psv.example/b.ogg", "link_mp3": "https://psv.example/b.mp3"}
DOC = {"title": "план.pdf", "size": 1024, "ext": "pdf", "url": "https://vk.example/d"}
STICKER = {"sticker_id": 9, "images": [{"height": 128, "url": "https://vk.example/128.png", "width": 128}]}
VIDEO = {"id": 5, "owner_id": -7, "title": "Обжарка", "access_key": "k", "duration": 9}
GEO = {"type": "point", "coordinates": {"latitude": 59.9343, "longitude": 30.3351}}
PLACED = {**GEO, "place": {"title": "Кафе", "city": "Петрозаводск", "country": "Россия"}}
OUT = {"from_id": -GROUP, "out": 1, "text": "Бесплатно"}
WHO = {"user_id": 901, "peer_id": 901, "event_id": "9f8e", "conversation_message_id": 33}
FORWARDED = [
    flat(text="да", from_id=5),
    flat(text="", from_id=6, attachments=[{"type": "doc", "doc": DOC}], fwd_messages=[flat(text="нет")]),
]
CASES: list[tuple[str, Any, Any]] = [
    ("text", new(text="Сколько?"), said(text="Сколько?")),
    ("text of an old version", event("message_new", flat(text="Сколько?")), said(text="Сколько?")),
    ("markup", new(text="<script>{{7*7}}[id1|x]@all"), said(text="<script>{{7*7}}[id1|x]@all")),
    ("4096 emoji", new(text="😀" * 4096), said(text="😀" * 4096)),
    ("NUL", new(text="a\0b"), said(text="ab")),
    (
        "lone surrogate",
        json.dumps(new(text="x@")).replace("x@", "x\\ud83d").encode(),
        said(text="x\ufffd"),
    ),
    ("start", new(text="Начать", payload=COMMAND), [start()]),
    ("start by a link", new(text="Начать", payload=COMMAND, ref="lp_17", ref_source="y"), [start("lp_17")]),
    ("start is known by its payload", new(text="Начать"), said(text="Начать")),
    (
        "words after a link",
        new(text="Привет", ref="lp_17"),
        [start("lp_17", "", "ref:31"), message(text="Привет")],
    ),
    (
        "a picture after a link",
        hung(PHOTO, ref="lp_17"),
        [start("lp_17", "", "ref:31"), message(media=BIGGEST)],
    ),
    (
        "text button",
        new(text="Да", payload='{"d":"slot:3"}'),
        [message(text="Да"), Press("901", PROFILE, AT, "slot:3")],
    ),
    (
        "text button of others",
        new(text="Да", payload='{"a": 1}'),
        [message(text="Да"), Press("901", PROFILE, AT, '{"a":1}')],
    ),
    (
        "callback button",
        event("message_event", {**WHO, "payload": {"d": "y"}}),
        [Press("901", PROFILE, 0, "y", "33", "901:9f8e")],
    ),
    (
        "callback button of others, as text",
        event("message_event", {**WHO, "payload": '{"slot":3}'}),
        [Press("901", PROFILE, 0, '{"slot":3}', "33", "901:9f8e")],
    ),
    ("the largest photo by its sides", hung(PHOTO, text="вот"), said(text="вот", media=BIGGEST)),
    (
        "several files",
        hung(("audio_message", VOICE), ("doc", DOC), ("sticker", STICKER)),
        said(
            media=(
                *file("voice", "https://psv.example/b.ogg", mime="audio/ogg", duration=3),
                *file("file", "https://vk.example/d", name="план.pdf", size=1024),
                *file("sticker", "https://vk.example/128.png", mime="image/png", width=128, height=128),
            )
        ),
    ),
    (
        "doc gets its ending",
        hung(("doc", {**DOC, "title": "план"})),
        said(media=file("file", "https://vk.example/d", name="план.pdf", size=1024)),
    ),
    (
        "gif moves",
        hung(("doc", {"title": "a.gif", "ext": "gif", "url": "https://vk.example/g"})),
        said(media=file("image", "https://vk.example/g", name="a.gif")),
    ),
    (
        "graffiti",
        hung(("graffiti", {"url": "https://vk.example/g.png", "width": 5, "height": 6})),
        said(media=file("image", "https://vk.example/g.png", mime="image/png", width=5, height=6)),
    ),
    (
        "audio with an address",
        hung(
            ("audio", {"artist": "Хор", "title": "Песня", "url": "https://vk.example/a.mp3", "duration": 5})
        ),
        said(
            media=file("audio", "https://vk.example/a.mp3", name="Хор – Песня", mime="audio/mpeg", duration=5)
        ),
    ),
    (
        "audio without one",
        hung(("audio", {"artist": "Хор", "title": "Песня", "url": ""})),
        said(text="Хор – Песня", unsupported="audio"),
    ),
    (
        "video has no file",
        hung(("video", VIDEO), text="смотри"),
        said(text="смотри\nОбжарка https://vk.com/video-7_5_k", unsupported="video"),
    ),
    (
        "goods",
        hung(("market", {"id": 5, "owner_id": -7, "title": "Эфиопия"})),
        said(text="Эфиопия https://vk.com/product-7_5", unsupported="market"),
    ),
    (
        "post",
        hung(("wall", {"id": 5, "to_id": -7, "text": "Скидки"})),
        said(text="Скидки https://vk.com/wall-7_5", unsupported="wall"),
    ),
    ("link", hung(("link", {"url": "https://a.b/", "title": "x"})), said(text="https://a.b/")),
    (
        "poll",
        hung(("poll", {"id": 5, "owner_id": 1, "question": "Да?"})),
        said(text="Да? https://vk.com/poll1_5", unsupported="poll"),
    ),
    ("call is named", hung(("call", {"state": "reached"})), said(unsupported="call")),
    ("what is not invented yet is named", hung(("hologram", {"id": 1})), said(unsupported="hologram")),
    (
        "gift with its picture",
        hung(("gift", {"id": 1, "thumb_256": "https://vk.example/g"})),
        said(media=file("image", "https://vk.example/g", mime="image/png")),
    ),
    ("nothing is named", new(), said(unsupported="empty")),
    ("location", new(geo=GEO), said(location=Location(59.9343, 30.3351))),
    ("place", new(geo=PLACED), said(location=Location(59.9343, 30.3351, "Кафе", "Россия, Петрозаводск"))),
    (
        "reply",
        new(text="да", reply_message={"id": 5, "conversation_message_id": 7}),
        said(text="да", reply_to="7"),
    ),
    (
        "forwarded",
        new(fwd_messages=FORWARDED),
        said(
            text="да\nнет",
            forwarded="?",
            media=file("file", "https://vk.example/d", name="план.pdf", size=1024),
        ),
    ),
    ("forwarded under own words", new(text="вот", fwd_messages=FORWARDED[:1]), said(text="вот\nда")),
    (
        "edit",
        event("message_edit", flat(text="б", update_time=1790300005)),
        [Edit("901", PROFILE, AT + 5000, "31", "б")],
    ),
    ("our own edit", event("message_edit", flat(**OUT)), [Nothing("community")]),
    ("echo of ours", event("message_reply", flat(**OUT, random_id=1456)), echo("1456")),
    ("written by hand", event("message_reply", flat(**OUT, random_id=1456, admin_author_id=7)), echo("")),
    ("without random_id", event("message_reply", flat(**OUT)), echo("")),
    (
        "echo with a picture",
        event("message_reply", flat(**OUT, attachments=[{"type": "photo", "photo": PHOTO[1]}])),
        echo("", media=BIGGEST),
    ),
    ("allowed", event("message_allow", {"user_id": 901, "key": "w"}), [Blocked("901", PROFILE, 0, False)]),
    ("denied", event("message_deny", {"user_id": 901}), [Blocked("901", PROFILE, 0, True)]),
    (
        "read",
        event(
            "message_read",
            {"from_id": 901, "peer_id": 901, "read_message_id": 707, "conversation_message_id": 37},
        ),
        [Status("901", PROFILE, 0, "read", "37")],
    ),
    (
        "read by us",
        event("message_read", {"from_id": -GROUP, "peer_id": 901, "conversation_message_id": 37}),
        [Nothing("read by us")],
    ),
    ("group chat", new(peer_id=2000000001, text="x"), [Nothing("group")]),
    ("another community", new(from_id=-5, peer_id=-5, text="x"), [Nothing("community")]),
    (
        "typing",
        event("message_typing_state", {"from_id": 901, "to_id": -GROUP}),
        [Nothing("message_typing_state")],
    ),
    ("kind of tomorrow", event("telepathy", {}), [Nothing("telepathy")]),
    ("no type", {"event_id": "e"}, MALFORMED),
    ("no object", {"event_id": "e", "type": "message_new"}, MALFORMED),
    ("no peer", event("message_new", {"message": {"text": "x"}}), MALFORMED),
    ("peer as text", new(peer_id="901"), MALFORMED),
    ("text as number", new(text=5), MALFORMED),
    ("attachments as text", new(attachments="x"), MALFORMED),
    ("date beyond time", new(text="a", date=10**15), MALFORMED),
    ("location off the globe", new(geo={"coordinates": {"latitude": 91, "longitude": 0}}), MALFORMED),
    ("photo without sizes", hung(("photo", {"sizes": []})), MALFORMED),
    ("deny without a person", event("message_deny", {}), MALFORMED),
    ("list", [1], MALFORMED),
    ("nothing", b"", MALFORMED),
    ("broken", b'{"event_id":', MALFORMED),
    ("not text", b"\xff\xfe\x00", MALFORMED),
    ("not a number", b'{"event_id":NaN}', MALFORMED),
    ("endless digits", b'{"event_id":' + b"9" * 5000 + b"}", MALFORMED),
    ("10,000 levels", b"[" * 10000 + b"]" * 10000, MALFORMED),
]
BUTTONS = (
    Button("Сайт", url="https://example.org/"),
    Button("Да", data="y:1"),
    Button("Где я", ask="location"),
)
KEYS = {
    "inline": True,
    "buttons": [
        [{"action": {"type": "open_link", "link": "https://example.org/", "label": "Сайт"}}],
        [{"color": "primary", "action": {"type": "callback", "label": "Да", "payload": '{"d":"y:1"}'}}],
        [{"action": {"type": "location"}}],
    ],
}
ANSWERS = {
    "one_time": True,
    "inline": False,
    "buttons": [[{"color": "secondary", "action": {"type": "text", "label": "Да"}}]],
}
PHOTO_CALLS = ("photos.getMessagesUploadServer", "photos.saveMessagesPhoto", "messages.send")
FILE_CALLS = ("docs.getMessagesUploadServer", "docs.save", "messages.send")


def secret(value: str, **more: Any) -> bytes:
    return json.dumps({"type": "message_new", "secret": value, **more}).encode()


def failed(
    name: str, words: str, error: type[Exception], after: float | None = None, **facts: Any
) -> Failure:
    return Failure(name, {"error": words, "method": "messages.send"}, error, after, facts)


KIT = Kit(
    kind="vk",
    greeting={"text": "Здравствуйте"},
    inward=[Inward(*case) for case in CASES],
    outward=[
        Outward(
            "text as it is",
            Outgoing("<b>да</b> *нет* 😀", key=2**31 + 17),
            "messages.send",
            {"peer_ids": "901", "message": "<b>да</b> *нет* 😀", "random_id": "17", "v": "5.199"},
            absent=("keyboard", "attachment", "forward"),
        ),
        Outward(
            "reply",
            Outgoing("да", reply_to="1"),
            "messages.send",
            {"forward": '{"peer_id":901,"conversation_message_ids":[1],"is_reply":1}'},
            seen={"reply_to": 1},
        ),
        Outward("buttons", Outgoing("да", buttons=BUTTONS), "messages.send", {"keyboard": json.dumps(KEYS)}),
        Outward(
            "ready answers",
            Outgoing("да", quick_replies=(Button("Да"),)),
            "messages.send",
            {"keyboard": json.dumps(ANSWERS)},
        ),
        Outward(
            "png goes as a photo, in three calls",
            Outgoing("под", OutgoingFile(1, "image", "a.png", "image/png", 90)),
            "messages.send",
            {"message": "под"},
            picture(),
            methods=PHOTO_CALLS,
            seen={"kind": "photo"},
        ),
        Outward(
            "what is no photo goes as a file",
            Outgoing("", OutgoingFile(1, "image", "a.png", "image/png", 90)),
            "messages.send",
            {},
            b"no picture",
            ("message",),
            ("photos.getMessagesUploadServer", *FILE_CALLS),
            {"kind": "document"},
        ),
        Outward(
            "document",
            Outgoing("", OutgoingFile(1, "file", 'отчёт "1".txt', "text/plain", 2)),
            "messages.send",
            {},
            b"hi",
            ("message",),
            FILE_CALLS,
        ),
        Outward(
            "voice",
            Outgoing("", OutgoingFile(1, "voice", "voice.ogg", "audio/ogg", 4)),
            "messages.send",
            {},
            b"OggS",
            ("message",),
            FILE_CALLS,
            {"kind": "voice"},
        ),
        Outward(
            "video goes as a file",
            Outgoing("", OutgoingFile(1, "video", "a.mp4", "video/mp4", 4)),
            "messages.send",
            {},
            b"ftyp",
            ("message",),
            FILE_CALLS,
            {"kind": "document"},
        ),
    ],
    failures=[
        failed("too fast", "6", errors.Throttled, 1.0),
        failed("flood to one person: the others go on", "9", errors.Retry, 60.0, code="throttled"),
        failed("a day's quota", "29", errors.Throttled, 3600.0),
        failed("internal", "10", errors.Retry),
        failed("unknown error", "1", errors.Retry),
        failed("no permission of the person", "901", errors.Blocked, code="blocked"),
        failed("privacy", "902", errors.Blocked),
        failed("not allowed", "7", errors.Blocked),
        failed("blacklist", "900", errors.Blocked),
        failed("deleted", "18", errors.Blocked, code="unreachable"),
        failed("no chat", "917", errors.Blocked, code="unreachable"),
        failed("contact not found", "936", errors.Blocked, code="unreachable"),
        failed("bot features off", "912", errors.ChannelStopped, health="off"),
        failed(
            "messages off",
            "15: Access denied: group messages are disabled",
            errors.ChannelStopped,
            health="off",
        ),
        failed("right missing", "15", errors.ChannelStopped, health="permission"),
        failed(
            "community blocked",
            "15: Access denied: group is blocked",
            errors.ChannelStopped,
            health="blocked",
        ),
        failed("revoked", "5", errors.BadCredentials),
        failed("group auth", "27", errors.BadCredentials),
        failed("too long", "914", errors.Rejected, code="too_long"),
        failed("keyboard", "911", errors.Rejected),
        failed("too large", "910", errors.TooLarge),
        failed("parameter", "100", errors.Rejected),
        failed("error of tomorrow", "4711: Telepathy is off", errors.Rejected),
        Failure("500 page", {"status": 500}, errors.Retry),
        Failure("502 page", {"status": 502, "body": "<html>Bad Gateway</html>"}, errors.Retry),
        Failure("504 page: passed on, no answer", {"status": 504}, errors.Unknown),
        Failure("401 page of a proxy", {"status": 401}, errors.Retry),
        Failure("200 with garbage", {"status": 200, "body": "<html>"}, errors.Unknown),
        Failure("200 with half a result", {"status": 200, "body": '{"response":[{}]}'}, errors.Unknown),
        Failure("an error that is none", {"status": 200, "body": '{"error":"x"}'}, errors.Unknown),
        Failure("reset after accepting", {"drop": "after"}, errors.Unknown),
    ],
    forgeries=[
        Forgery("right, letters and digits only", {}, True, body=secret("S3cretofthechannel")),
        Forgery("none", {}, False, body=b'{"type":"message_new"}'),
        Forgery("another's", {}, False, body=secret("another")),
        Forgery("one letter off", {}, False, body=secret("S3cretofthechanneL")),
        Forgery("not ASCII", {}, False, body=secret("пароль\udcff")),
        Forgery("not text", {}, False, body=b'{"secret":5}'),
        Forgery("empty for empty", {}, False, secret="", body=secret("")),
        Forgery("a confirmation may come without", {}, True, body=b'{"type":"confirmation"}'),
        Forgery("but not with a wrong one", {}, False, body=secret("x", type="confirmation")),
        Forgery("not JSON", {}, False, body=b"\xff{"),
        Forgery("deep", {}, False, body=b"[" * 10000),
    ],
)
