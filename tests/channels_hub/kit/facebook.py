"""Facebook's cases (PROTOCOLS §4.2 to §4.6)."""

import json
from typing import Any

from channels_hub.messengers import errors
from channels_hub.messengers.vocabulary import (
    Button,
    Deletion,
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
    SharedContact,
    Start,
    Status,
)
from tests.channels_hub.kit.cases import MALFORMED, Failure, Forgery, Inward, Kit, Outward
from tests.channels_hub.kit.telegram import picture

PAGE, PSID = "104400000000077", "901"
AT = 1790400000_321
CLIENT: tuple[Any, ...] = (PSID, Profile(PSID), AT)
SIDES = {"sender": {"id": PSID}, "recipient": {"id": PAGE}}


def event(**item: Any) -> dict[str, Any]:
    whole = {**SIDES, "timestamp": AT, **item}
    return {"object": "page", "entry": [{"id": PAGE, "time": AT + 200, "messaging": [whole]}]}


def message(mid: str = "m_1", **content: Any) -> dict[str, Any]:
    return event(message={"mid": mid, **content})


def said(mid: str = "m_1", **facts: Any) -> Message:
    return Message(*CLIENT, mid, **facts)


def attached(kind: str, **payload: Any) -> dict[str, Any]:
    return {"type": kind, "payload": payload}


def echo(**content: Any) -> dict[str, Any]:
    sides = {"sender": SIDES["recipient"], "recipient": SIDES["sender"]}
    return event(**sides, message={"mid": "m_out", "is_echo": True, **content})


def _item(mid: str) -> dict[str, Any]:
    return {**SIDES, "timestamp": AT, "message": {"mid": mid, "text": mid}}


URL = "https://cdn.example/plan%20B.pdf"
LINK = {"ref": "lp-17", "source": "SHORTLINK", "type": "OPEN_THREAD"}
STICKER = {"url": "https://cdn.example/s.png", "sticker_id": 369239263222822}
PIN = {"coordinates": {"lat": 40.4168, "long": -3.7038}}
CASES: list[tuple[str, Any, Any]] = [
    ("text", message(text="Есть группы?"), [said(text="Есть группы?")]),
    ("markup", message(text="<b>{{7*7}}</b>"), [said(text="<b>{{7*7}}</b>")]),
    ("NUL", message(text="a\0b"), [said(text="ab")]),
    ("lone surrogate", json.dumps(message(text="x\ud83d")).encode(), [said(text="x\ufffd")]),
    ("seconds instead of ms", {**event(message={"mid": "m_1", "text": "a"}, timestamp=1790400000)}, [
        Message(PSID, Profile(PSID), 1790400000_000, "m_1", text="a")
    ]),
    ("quick reply", message(text="Yes", quick_reply={"payload": "YES|1"}), [
        said(text="Yes"), Press(*CLIENT, "YES|1"),
    ]),
    ("phone by quick reply", message(text="+79005550123", quick_reply={"payload": "+79005550123"}), [
        said(contact=SharedContact("+79005550123", own=True)),
    ]),
    ("two attachments", message(attachments=[attached("image", url="https://cdn.example/1.jpg"), attached("file", url=URL)]), [
        said(media=(Media("image", {"url": "https://cdn.example/1.jpg"}), Media("file", {"url": URL}, name="plan B.pdf"))),
    ]),
    ("voice comes as audio", message(attachments=[attached("audio", url="https://cdn.example/v.mp4")]), [
        said(media=(Media("audio", {"url": "https://cdn.example/v.mp4"}),)),
    ]),
    ("sticker", message(attachments=[attached("sticker", **STICKER)]), [
        said(media=(Media("sticker", {"url": STICKER["url"]}),)),
    ]),
    ("sticker that is an image, too", message(attachments=[attached("image", **STICKER), attached("sticker", **STICKER)]), [
        said(media=(Media("sticker", {"url": STICKER["url"]}),)),
    ]),
    ("location", message(attachments=[{"type": "location", "title": "Pinned Location", "payload": PIN}]), [
        said(location=Location(40.4168, -3.7038, "Pinned Location")),
    ]),
    ("reply", message(text="да", reply_to={"mid": "m_0"}), [said(text="да", reply_to="m_0")]),
    ("a post is named", message(attachments=[attached("post")]), [said(unsupported="post")]),
    ("what is not invented yet is named", message(hologram={"id": 1}), [said(unsupported="hologram")]),
    ("empty message is named", message(), [said(unsupported="empty")]),
    ("get started by a link", event(postback={"mid": "m_6", "title": "Get Started", "payload": "GET_STARTED", "referral": LINK}), [
        Start(*CLIENT, "m_6", payload="lp-17", text="Get Started"),
    ]),
    ("get started", event(postback={"mid": "m_6", "title": "Get Started", "payload": "GET_STARTED"}), [
        Start(*CLIENT, "m_6", text="Get Started"),
    ]),
    ("button", event(postback={"mid": "m_7", "title": "Prices", "payload": "PRICES"}), [
        said("m_7", text="Prices"), Press(*CLIENT, "PRICES"),
    ]),
    ("button without mid", event(postback={"title": "Prices", "payload": "PRICES"}), [
        said(f"postback:{AT}", text="Prices"), Press(*CLIENT, "PRICES"),
    ]),
    ("link in a chat that is", event(referral=LINK), [Start(*CLIENT, f"referral:{AT}", payload="lp-17")]),
    ("advertisement", event(referral={"source": "ADS", "type": "OPEN_THREAD", "ad_id": "77"}), [
        Start(*CLIENT, f"referral:{AT}", payload="ad:77"),
    ]),
    ("advertisement with the first words", message(text="а", referral={"ref": "r", "source": "ADS"}), [
        Start(*CLIENT, "referral:m_1", payload="r"), said(text="а"),
    ]),
    ("echo of ours", echo(app_id=5, metadata="9", text="да"), [Echo(*CLIENT, "m_out", text="да", mark="9")]),
    ("echo from elsewhere", echo(text="да"), [Echo(*CLIENT, "m_out", text="да")]),
    ("echo of a picture", echo(attachments=[attached("image", url="https://cdn.example/1.jpg")]), [
        Echo(*CLIENT, "m_out", media=(Media("image", {"url": "https://cdn.example/1.jpg"}),)),
    ]),
    ("echo of a card", echo(attachments=[attached("template", template_type="button", text="Куда?")]), [
        Echo(*CLIENT, "m_out", text="Куда?"),
    ]),
    ("delivered", event(delivery={"mids": ["m_out"], "watermark": AT - 21}), [
        Status(PSID, Profile(PSID), AT - 21, "delivered", "m_out"), Status(PSID, Profile(PSID), AT - 21, "delivered"),
    ]),
    ("delivered without names", event(delivery={"watermark": AT - 21}), [Status(PSID, Profile(PSID), AT - 21, "delivered")]),
    ("read", event(read={"watermark": AT - 400}), [Status(PSID, Profile(PSID), AT - 400, "read")]),
    ("edit", event(message_edit={"mid": "m_1", "text": "б", "num_edit": 1}), [Edit(*CLIENT, "m_1", "б")]),
    ("unsend", message(is_deleted=True), [Deletion(*CLIENT, "m_1")]),
    ("reaction", event(reaction={"reaction": "love", "emoji": "❤", "action": "react", "mid": "m_out"}), [Nothing("reaction")]),
    ("opt-in", event(optin={"type": "notification_messages"}), [Nothing("optin")]),
    ("handover", event(pass_thread_control={"new_owner_app_id": "1"}), [Nothing("pass_thread_control")]),
    ("another app has the chat", {"object": "page", "entry": [{"id": PAGE, "time": 1, "standby": [{**SIDES, "timestamp": AT, "message": {"mid": "m", "text": "a"}}]}]}, [Nothing("standby")]),
    ("the dashboard's test", {"object": "page", "entry": [{"id": "0", "time": 1, "changes": [{"field": "messages", "value": {}}]}]}, [Nothing("changes")]),
    ("an entry of nothing", {"object": "page", "entry": [{"id": PAGE, "time": 1}]}, [Nothing("empty")]),
    ("not a page's", {"object": "instagram", "entry": []}, MALFORMED),
    ("entry as text", {"object": "page", "entry": "x"}, MALFORMED),
    ("messaging as text", {"object": "page", "entry": [{"id": PAGE, "messaging": "x"}]}, MALFORMED),
    ("message as text", event(message="hi"), MALFORMED),
    ("text as number", message(text=5), MALFORMED),
    ("no mid", event(message={"text": "a"}), MALFORMED),
    ("no sender", event(message={"mid": "m", "text": "a"}, sender=None), MALFORMED),
    ("time beyond time", event(message={"mid": "m", "text": "a"}, timestamp=10**16), MALFORMED),
    ("location off the globe", message(attachments=[attached("location", coordinates={"lat": 91, "long": 0})]), MALFORMED),
    ("list", [1], MALFORMED),
    ("nothing", b"", MALFORMED),
    ("broken", b'{"object":"page",', MALFORMED),
    ("not text", b"\xff\xfe\x00", MALFORMED),
    ("not a number", b'{"object":NaN}', MALFORMED),
    ("10,000 levels", b"[" * 10000 + b"]" * 10000, MALFORMED),
]  # fmt: skip

VECTOR = b'{"object":"page","entry":[]}'
SIGNED = "sha256=e27805c4c7ec098da5052ad77cb3a3e1d1511a0d0f20294ad3a4cd64fb388387"
OF_BRACES = "sha256=5563039653cb7dca7c4ca1aaaae6e7d68d301c256b2157df5f710abf8ce86956"


def refusal(order: str, status: int = 400) -> dict[str, Any]:
    return {"status": status, "error": order}


KIT = Kit(
    kind="facebook",
    whole=False,
    inward=[
        *(Inward(*case) for case in CASES),
        Inward(
            "two pages and three events at once",
            {
                "object": "page",
                "entry": [
                    {"id": PAGE, "messaging": [_item("a"), _item("b")]},
                    {"id": "7", "messaging": [_item("c")]},
                ],
            },
            [said("a", text="a"), said("b", text="b"), said("c", text="c")],
            accounts=(PAGE, PAGE, "7"),
        ),
    ],
    outward=[
        Outward(
            "text as it is, with the mark that its echo brings back",
            Outgoing("<b>да</b> *нет* 😀", key=9),
            "messages",
            {
                "messaging_type": "RESPONSE",
                "recipient": {"id": PSID},
                "message": {"text": "<b>да</b> *нет* 😀", "metadata": "9"},
            },
            absent=("tag",),
        ),
        Outward(
            "a person's answer after the window",
            Outgoing("да", tag="HUMAN_AGENT"),
            "messages",
            {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"},
        ),
        Outward(
            "buttons",
            Outgoing(
                "да",
                buttons=(
                    Button("Сайт", url="https://example.org/"),
                    Button("Да, и очень скоро, обещаю", data="y:1"),
                ),
            ),
            "messages",
            {
                "message": {
                    "attachment": {
                        "type": "template",
                        "payload": {
                            "template_type": "button",
                            "text": "да",
                            "buttons": [
                                {"type": "web_url", "url": "https://example.org/", "title": "Сайт"},
                                {"type": "postback", "title": "Да, и очень скоро,…", "payload": "y:1"},
                            ],
                        },
                    }
                }
            },
        ),
        Outward(
            "quick replies",
            Outgoing("да", quick_replies=(Button("Да", data="y"), Button("Телефон", ask="phone"))),
            "messages",
            {
                "message": {
                    "text": "да",
                    "quick_replies": [
                        {"content_type": "text", "title": "Да", "payload": "y"},
                        {"content_type": "user_phone_number"},
                    ],
                }
            },
        ),
        Outward(
            "picture",
            Outgoing("", OutgoingFile(1, "image", "a.png", "image/png", 90)),
            "messages",
            {
                "messaging_type": "RESPONSE",
                "message": {"attachment": {"type": "image", "payload": {"is_reusable": False}}},
            },
            picture(),
        ),
        Outward(
            "document",
            Outgoing("", OutgoingFile(1, "file", 'отчёт "1".txt', "text/plain", 2)),
            "messages",
            {"message": {"attachment": {"type": "file", "payload": {"is_reusable": False}}}},
            b"hi",
        ),
    ],
    failures=[
        Failure("token", refusal("190/460"), errors.BadCredentials),
        Failure("outside the window", refusal("10/2018278"), errors.WindowClosed),
        Failure("outside the window, as it was", refusal("10/2018065"), errors.WindowClosed),
        Failure("blocked", refusal("10/2018108"), errors.Blocked),
        Failure("blocked, too", refusal("200/1545041"), errors.Blocked),
        Failure("not available", refusal("551/1545041"), errors.Blocked),
        Failure("another page's person", refusal("100/2018001"), errors.Blocked),
        Failure(
            "too long",
            refusal("100 (#100) Length of param message[text] must be less than or equal to 2000"),
            errors.Rejected,
        ),
        Failure("too large", refusal("100/2018109"), errors.TooLarge),
        Failure("a parameter", refusal("100"), errors.Rejected),
        Failure(
            "not reviewed", refusal("200/2018028"), errors.ChannelStopped, facts={"health": "permission"}
        ),
        Failure("restricted", refusal("10/1893063"), errors.ChannelStopped, facts={"health": "blocked"}),
        Failure("no permission", refusal("10"), errors.ChannelStopped, facts={"health": "permission"}),
        Failure("too fast", refusal("613"), errors.Throttled, 5),
        Failure(
            "too fast, and for how long", {**refusal("80006"), "retry_after": 180}, errors.Throttled, 180
        ),
        Failure("application too fast", refusal("4"), errors.Throttled),
        Failure("passing", refusal("1200"), errors.Retry),
        Failure("passing, too", refusal("2", 500), errors.Retry),
        Failure("502 page", {"status": 502, "body": "<html>Bad Gateway</html>"}, errors.Retry),
        Failure("504 page: passed on, no answer", {"status": 504, "body": "<html>"}, errors.Unknown),
        Failure("200 with garbage", {"status": 200, "body": "<html>"}, errors.Unknown),
        Failure("200 without an id", {"status": 200, "body": "{}"}, errors.Unknown),
        Failure("reset after accepting", {"drop": "after"}, errors.Unknown),
    ],
    forgeries=[
        Forgery("right", {"x-hub-signature-256": OF_BRACES}, True),
        Forgery(
            "right, as Facebook's own example",
            {"x-hub-signature-256": SIGNED},
            True,
            "app_secret_demo",
            VECTOR,
        ),
        Forgery("none", {}, False),
        Forgery(
            "the old one alone", {"x-hub-signature": "sha1=bf21a9e8fbc5a3846fb05b4fa0859e0917b2202f"}, False
        ),
        Forgery("of another body", {"x-hub-signature-256": SIGNED}, False, secret="app_secret_demo"),
        Forgery("not ASCII", {"x-hub-signature-256": "sha256=пароль\udcff"}, False),
        Forgery("empty for empty", {"x-hub-signature-256": ""}, False, secret=""),
    ],
)
