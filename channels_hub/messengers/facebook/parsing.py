"""One thing that happened on a page as happenings (PROTOCOLS §4.4). What we cannot show is named, never dropped in silence."""

from typing import Any

from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.facebook.media import media, place, unknown
from channels_hub.messengers.reading import load, maybe, thing, things, whole, words
from channels_hub.messengers.vocabulary import (
    Deletion,
    Echo,
    Edit,
    Happening,
    Message,
    Nothing,
    Press,
    Profile,
    SharedContact,
    Start,
    Status,
)

Node = dict[str, Any]
SECONDS = 10**12  # below it a timestamp is in seconds: referrals' sometimes are
LATEST = 10**14
GET_STARTED = "GET_STARTED"
LONGEST_ID = 128


def parse(body: bytes) -> list[Happening]:
    """What one stored body says; raises errors.Malformed when it is not a page event's shape."""
    whole_body = load(body)
    if whole_body.get("object") != "page":
        raise Malformed("not a page's event")
    found: list[Happening] = []
    for entry in things(whole_body, "entry"):
        # Another app has the conversation just now: what is said there is not ours to answer.
        found += [Nothing("standby") for _ in _items(entry, "standby")]
        found += [one for item in _items(entry, "messaging") for one in _item(item)]
        if "changes" in entry:
            found.append(Nothing("changes"))
    return found or [Nothing("empty")]


def _items(entry: Node, name: str) -> list[Node]:
    return [] if entry.get(name) is None else things(entry, name)


def _item(item: Node) -> list[Happening]:
    if (message := maybe(item, "message")) is not None:
        return _message(item, message)
    for name, take in (("postback", _postback), ("referral", _referral), ("message_edit", _edit)):
        if (node := maybe(item, name)) is not None:
            return take(item, node)
    if (delivery := maybe(item, "delivery")) is not None:
        return _delivered(item, delivery)
    if (read := maybe(item, "read")) is not None:
        return [Status(**_who(item, "sender", _moment(read, "watermark")), state="read")]
    kinds = sorted(set(item) - {"sender", "recipient", "timestamp"})
    return [Nothing(words({"kind": kinds[0]}, "kind", 50) if kinds else "empty")]


def _message(item: Node, message: Node) -> list[Happening]:
    mid = _mid(message)
    if message.get("is_echo"):
        mark = words(message, "metadata", 1000)
        return [
            Echo(
                **_who(item, "recipient"),
                provider_id=mid,
                text=words(message, "text") or _card(message),
                media=media(message),
                mark=mark,
            )
        ]
    base = _who(item, "sender")
    if message.get("is_deleted"):
        return [Deletion(**base, provider_id=mid)]
    text, files, location = words(message, "text"), media(message), place(message)
    reply, answered = maybe(message, "quick_reply"), maybe(message, "reply_to")
    payload = words(reply, "payload", 1000) if reply else ""
    phone = payload if reply and _is_phone(payload, text) else ""
    unsupported = "" if text or files or location else unknown(message)
    said = Message(
        **base,
        provider_id=mid,
        text="" if phone else text,
        media=files,
        location=location,
        contact=SharedContact(phone=phone, own=True) if phone else None,
        reply_to=words(answered, "mid", LONGEST_ID) if answered else "",
        unsupported=unsupported,
    )
    found: list[Happening] = [said]
    if reply and not phone:
        found.append(Press(**base, data=payload))
    if (advert := maybe(message, "referral")) is not None:
        found.insert(0, Start(**base, provider_id=f"referral:{mid}"[:LONGEST_ID], payload=_ref(advert)))
    return found


def _postback(item: Node, postback: Node) -> list[Happening]:
    """A button of ours, which Messenger also shows as the client's words; Get Started is the first of all."""
    base = _who(item, "sender")
    mid = words(postback, "mid", LONGEST_ID) or f"postback:{base['at']}"
    payload, title = words(postback, "payload", 1000), words(postback, "title", 1000)
    referral = maybe(postback, "referral")
    if payload == GET_STARTED:
        return [Start(**base, provider_id=mid, payload=_ref(referral) if referral else "", text=title)]
    said: list[Happening] = [Message(**base, provider_id=mid, text=title)] if title else []
    return [*said, Press(**base, data=payload)]


def _referral(item: Node, referral: Node) -> list[Happening]:
    """A link of ours opened by who talked to us before: nothing is written, and the window is open again."""
    base = _who(item, "sender")
    return [Start(**base, provider_id=f"referral:{base['at']}", payload=_ref(referral))]


def _edit(item: Node, edit: Node) -> list[Happening]:
    return [Edit(**_who(item, "sender"), provider_id=_mid(edit), text=words(edit, "text"))]


def _delivered(item: Node, delivery: Node) -> list[Happening]:
    """Those that are named, and all up to the watermark: the names may be missing, and clocks may differ."""
    base = _who(item, "sender", _moment(delivery, "watermark"))
    mids = delivery.get("mids")
    named = [mid for mid in mids if isinstance(mid, str)] if isinstance(mids, list) else []
    return [
        *(Status(**base, state="delivered", provider_id=mid[:LONGEST_ID]) for mid in named[:500]),
        Status(**base, state="delivered"),
    ]


def _who(item: Node, key: str, at: int | None = None) -> Node:
    """`peer`, `profile` and `at`: events carry no names."""
    node = thing(item, key)
    number = node.get("id")
    if isinstance(number, int) and not isinstance(number, bool):
        node = {"id": str(number)}
    peer = words(node, "id", LONGEST_ID)
    if not peer:
        raise Malformed(f"{key} without id")
    return {"peer": peer, "profile": Profile(peer), "at": _moment(item, "timestamp") if at is None else at}


def _moment(node: Node, key: str) -> int:
    at = whole(node, key)
    at = at * 1000 if 0 <= at < SECONDS else at
    if not 0 <= at < LATEST:
        raise Malformed(f"{key} is no time")
    return at


def _mid(node: Node) -> str:
    mid = words(node, "mid", LONGEST_ID)
    if not mid:
        raise Malformed("no mid")
    return mid


def _ref(referral: Node) -> str:
    """What the link carried; of an advertisement without a ref, its number."""
    ref = words(referral, "ref", 256)
    advert = referral.get("ad_id")
    return ref or (f"ad:{advert}"[:64] if isinstance(advert, (str, int)) else "")


def _is_phone(payload: str, text: str) -> bool:
    """The phone quick reply has the number as its text and as its payload."""
    digits = [char for char in payload if char.isdigit()]
    return payload == text and len(digits) >= 5 and not set(payload) - set("+0123456789 -()")


def _card(message: Node) -> str:
    """The words of our own button template, which an echo brings as an attachment."""
    for attachment in message.get("attachments") or ():
        payload = attachment.get("payload") if isinstance(attachment, dict) else None
        if isinstance(payload, dict) and isinstance(payload.get("text"), str):
            return words(payload, "text", 2000)
    return ""
