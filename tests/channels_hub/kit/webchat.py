"""The web chat's cases: its provider is ourselves, so bodies are what acquisition writes, and calls what it takes."""

import hashlib
import hmac
from typing import Any

import pytest

from channels_hub.messengers import errors
from channels_hub.messengers.vocabulary import (
    Button,
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
from tests.channels_hub.kit.telegram import picture

PEER = "NIosIjktvTbRiauiyXs0zQ"
PROFILE = Profile(PEER, "Гость NIOS", language="ru")
AT = 1790100000_123
SECRET = "S3cret_of-the-channel"


def event(**what: Any) -> dict[str, Any]:
    visitor = {"id": PEER, "name": "Гость NIOS", "language": "ru"}
    return {"event": f"{PEER}:v1", "visitor": visitor, "at": AT, **what}


def line(**facts: Any) -> dict[str, Any]:
    return event(line={"number": 7, "text": "", "files": [], **facts})


def said(**facts: Any) -> list[Message]:
    return [Message(PEER, PROFILE, AT, "7", 7, **facts)]


def signed(body: bytes, secret: str = SECRET) -> dict[str, str]:
    return {"x-wepster-signature": hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}


CASES: list[tuple[str, Any, Any]] = [
    ("text", line(text="Есть самовывоз?"), said(text="Есть самовывоз?")),
    ("markup", line(text="<script>{{7*7}}{% x %}&amp;"), said(text="<script>{{7*7}}{% x %}&amp;")),
    ("NUL", line(text="a\0b"), said(text="ab")),
    (
        "lone surrogate",
        b'{"event":"e1","visitor":{"id":"v","name":"\\ud83d"},"at":1,"line":{"number":7,"text":"x\\ud83d","files":[]}}',
        [Message("v", Profile("v", "\ufffd"), 1, "7", 7, text="x\ufffd")],
    ),
    ("quote", line(text="да", reply_to=3), said(text="да", reply_to="3")),
    (
        "picture with words",
        line(
            text="вот",
            files=[
                {
                    "upload": 5,
                    "kind": "image",
                    "name": "a.png",
                    "mime": "image/png",
                    "size": 90,
                    "width": 4,
                    "height": 3,
                }
            ],
        ),
        said(
            text="вот",
            media=(Media("image", {"upload": 5}, "a.png", "image/png", 90, 4, 3),),
        ),
    ),
    (
        "a kind of tomorrow is a file",
        line(files=[{"upload": 5, "kind": "hologram"}]),
        said(media=(Media("file", {"upload": 5}),)),
    ),
    ("nothing said is named", line(), said(unsupported="empty")),
    ("start", line(start=""), [Start(PEER, PROFILE, AT, "7", 7, "", "")]),
    ("start with payload", line(start="lp_17"), [Start(PEER, PROFILE, AT, "7", 7, "lp_17", "")]),
    ("press", event(press={"number": 4, "data": "slot:3"}), [Press(PEER, PROFILE, AT, "slot:3", "4")]),
    (
        "seen",
        event(seen={"state": "read", "numbers": [4, 2]}),
        [Status(PEER, PROFILE, AT, "read", "4"), Status(PEER, PROFILE, AT, "read", "2")],
    ),
    ("seen nothing", event(seen={"state": "read", "numbers": []}), [Nothing("seen nothing")]),
    ("seen otherwise", event(seen={"state": "smelt", "numbers": [1]}), [Nothing("seen smelt")]),
    ("event of tomorrow", event(telepathy={}), [Nothing("telepathy")]),
    ("nothing but a name", event(), [Nothing("empty")]),
    ("no visitor", {"event": "e", "at": 1, "line": {"number": 1, "text": "a", "files": []}}, MALFORMED),
    ("nobody", {**line(text="a"), "visitor": {"id": ""}}, MALFORMED),
    ("text as number", line(text=5), MALFORMED),
    ("number as text", line(text="a", number="7"), MALFORMED),
    ("number 0", line(text="a", number=0), MALFORMED),
    ("files as text", line(files="a"), MALFORMED),
    ("file without upload", line(files=[{"kind": "file"}]), MALFORMED),
    ("time beyond time", {**line(text="a"), "at": 10**15}, MALFORMED),
    ("numbers as text", event(seen={"state": "read", "numbers": "12"}), MALFORMED),
    ("list", [1], MALFORMED),
    ("nothing", b"", MALFORMED),
    ("broken", b'{"event":', MALFORMED),
    ("not text", b"\xff\xfe\x00", MALFORMED),
    ("10,000 levels", b"[" * 10000 + b"]" * 10000, MALFORMED),
]
KIT = Kit(
    kind="webchat",
    peer=PEER,
    greeting={"text": "Здравствуйте"},
    world="webchat",
    shares_files=True,
    marks=(pytest.mark.django_db(transaction=True),),
    inward=[Inward(*case) for case in CASES],
    outward=[
        Outward(
            "text as it is",
            Outgoing("<b>да</b> *нет* 😀", key=71),
            "send",
            {"to": PEER, "text": "<b>да</b> *нет* 😀", "key": "d71"},
            absent=("buttons", "file"),
        ),
        Outward("reply", Outgoing("да", reply_to="5"), "send", {"reply_to": 5}),
        Outward(
            "buttons",
            Outgoing("да", buttons=(Button("Сайт", url="https://example.org/"), Button("Да", data="y:1"))),
            "send",
            {"buttons": [{"text": "Сайт", "url": "https://example.org/"}, {"text": "Да", "data": "y:1"}]},
        ),
        Outward(
            "ready answers",
            Outgoing("да", quick_replies=(Button("Да"), Button("Нет"))),
            "send",
            {"quick_replies": [{"text": "Да"}, {"text": "Нет"}]},
        ),
        Outward(
            "picture",
            Outgoing("под", OutgoingFile(1, "image", "a.png", "image/png", 90)),
            "send",
            {"text": "под"},
            picture(),
        ),
        Outward(
            "document",
            Outgoing("", OutgoingFile(1, "file", 'отчёт "1".txt', "text/plain", 2)),
            "send",
            {"to": PEER},
            b"hi",
        ),
    ],
    failures=[
        Failure("429", {"status": 429, "retry_after": 3}, errors.Throttled, 3),
        Failure("500", {"status": 500, "body": "<html>"}, errors.Retry),
        Failure("502 page", {"status": 502, "body": "<html>Bad Gateway</html>"}, errors.Retry),
        Failure("504 page: passed on, no answer", {"status": 504, "body": "<html>"}, errors.Unknown),
        Failure("200 with garbage", {"status": 200, "body": "<html>"}, errors.Unknown),
        Failure("200 without a number", {"status": 200, "body": "{}"}, errors.Unknown),
        Failure("cut after accepting", {"drop": "after"}, errors.Unknown),
        Failure(
            "who is not there",
            {"status": 404, "error": "visitor"},
            errors.Blocked,
            facts={"code": "unreachable"},
        ),
        Failure(
            "too long", {"status": 400, "error": "too_long"}, errors.Rejected, facts={"code": "too_long"}
        ),
        Failure("the file is gone", {"status": 409, "error": "file"}, errors.Rejected),
        Failure("revoked", {"status": 401, "error": "token"}, errors.BadCredentials),
        Failure("404 page of a proxy", {"status": 404, "body": "<html>"}, errors.Retry),
    ],
    forgeries=[
        Forgery("right", signed(b"{}"), True),
        Forgery("none", {}, False),
        Forgery("another body", signed(b"[]"), False),
        Forgery("another channel's", signed(b"{}", "another"), False),
        Forgery("not ASCII", {"x-wepster-signature": "пароль\udcff"}, False),
        Forgery("empty for empty", signed(b"{}", ""), False, secret=""),
    ],
)
