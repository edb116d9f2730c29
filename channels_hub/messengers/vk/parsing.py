"""A VK event as happenings (PROTOCOLS §3.4). Nothing is dropped in silence: what we cannot show is named."""

import json
from collections.abc import Callable
from typing import Any

from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.reading import degrees, load, maybe, thing, things, whole, words
from channels_hub.messengers.vk.attachments import Found, attachments
from channels_hub.messengers.vocabulary import (
    Blocked,
    Echo,
    Edit,
    Happening,
    Location,
    Message,
    Nothing,
    Press,
    Profile,
    Start,
    Status,
)

Node = dict[str, Any]
LATEST = 10**11  # seconds; a date beyond is no date
GROUP_CHATS = 2_000_000_000
FORWARDED, DEPTH = 100, 5


def parse(body: bytes) -> list[Happening]:
    """What one stored body says; raises errors.Malformed when it is not an event's shape."""
    event = load(body)
    kind = words(event, "type", 50)
    if not kind:
        raise Malformed("no type")
    take = _KINDS.get(kind)
    return take(thing(event, "object")) if take else [Nothing(kind)]


def _message(node: Node) -> list[Happening]:
    """A new message. A `ref` stands in the first message after a link was followed, be that a start or any words."""
    message = maybe(node, "message") or node
    if (other := _other(message, "from_id")) is not None:
        return [other]
    base = _base(message, "date")
    payload, ref = _payload(message), words(message, "ref", 256)
    if isinstance(payload, dict) and payload.get("command") == "start":
        return [Start(**base, payload=ref, text=words(message, "text"))]
    found, texts = _content(message)
    location = _location(message)
    unsupported = found.unsupported[0] if found.unsupported else ""
    text = "\n".join(texts)
    if not (text or found.media or location or unsupported):
        unsupported = words(maybe(message, "action") or {}, "type", 50) or "empty"
    said = Message(
        **base,
        text=text,
        media=tuple(found.media),
        location=location,
        reply_to=_replied(message),
        unsupported="" if found.media or location else unsupported,
        forwarded="?" if not words(message, "text") and message.get("fwd_messages") else "",
    )
    happenings: list[Happening] = [said]
    if ref:
        happenings.insert(0, Start(**{**base, "provider_id": f"ref:{said.provider_id}"}, payload=ref))
    if payload is not None:
        happenings.append(Press(said.peer, said.profile, said.at, data=_data(payload)))
    return happenings


def _reply(message: Node) -> list[Happening]:
    """A message in the community's name: ours when its random_id is, unless an administrator is named."""
    if (other := _other(message, "")) is not None:
        return [other]
    mark = message.get("random_id")
    ours = isinstance(mark, int) and mark > 0 and message.get("admin_author_id") is None
    found, texts = _content(message)
    return [
        Echo(
            **_base(message, "date"),
            text="\n".join(texts),
            media=tuple(found.media),
            mark=str(mark) if ours else "",
        )
    ]


def _edit(message: Node) -> list[Happening]:
    if (other := _other(message, "from_id")) is not None:
        return [other]
    base = _base(message, "update_time" if message.get("update_time") is not None else "date")
    del base["number"]
    _, texts = _content(message)
    return [Edit(**base, text="\n".join(texts))]


def _allow(node: Node) -> list[Happening]:
    return [Blocked(*_person(node), at=0, blocked=False)]


def _deny(node: Node) -> list[Happening]:
    return [Blocked(*_person(node), at=0, blocked=True)]


def _press(node: Node) -> list[Happening]:
    """A callback button; the answer needs the event, who pressed and where."""
    if whole(node, "peer_id") > GROUP_CHATS:
        return [Nothing("group")]
    peer, profile = _person(node)
    number = node.get("conversation_message_id")
    event = words(node, "event_id", 200)
    return [
        Press(
            peer=peer,
            profile=profile,
            at=0,
            data=_data(_payload(node)),
            provider_id=str(number) if isinstance(number, int) else "",
            answer=f"{peer}:{event}" if event else "",
        )
    ]


def _read(node: Node) -> list[Happening]:
    peer = whole(node, "peer_id")
    if peer > GROUP_CHATS:
        return [Nothing("group")]
    if whole(node, "from_id") != peer:
        return [Nothing("read by us")]
    number = str(whole(node, "conversation_message_id"))
    return [Status(str(peer), Profile(str(peer)), 0, state="read", provider_id=number)]


_KINDS: dict[str, Callable[[Node], list[Happening]]] = {
    "message_new": _message,
    "message_reply": _reply,
    "message_edit": _edit,
    "message_allow": _allow,
    "message_deny": _deny,
    "message_event": _press,
    "message_read": _read,
}


def _other(message: Node, author: str) -> Nothing | None:
    """Chats of many and messages of communities are of no use to us."""
    if whole(message, "peer_id") > GROUP_CHATS:
        return Nothing("group")
    if whole(message, "peer_id") < 0 or (author and whole(message, author) < 0):
        return Nothing("community")
    return None


def _person(node: Node) -> tuple[str, Profile]:
    peer = str(whole(node, "user_id"))
    return peer, Profile(peer)


def _base(message: Node, date: str) -> Node:
    peer, number = str(whole(message, "peer_id")), whole(message, "conversation_message_id")
    seconds = whole(message, date)
    if not 0 <= seconds < LATEST:
        raise Malformed(f"{date} is no date")
    return {
        "peer": peer,
        "profile": Profile(peer),
        "at": seconds * 1000,
        "provider_id": str(number),
        "number": number,
    }


def _content(message: Node, depth: int = 0) -> tuple[Found, list[str]]:
    """Files and lines of a message and of those that it forwards."""
    found = attachments(message)
    texts = [text for text in (words(message, "text"), *found.lines) if text]
    if message.get("fwd_messages") is None or depth >= DEPTH:
        return found, texts
    for forwarded in things(message, "fwd_messages")[:FORWARDED]:
        inner, lines = _content(forwarded, depth + 1)
        found.media += inner.media
        found.unsupported += inner.unsupported
        texts += lines
    return found, texts


def _location(message: Node) -> Location | None:
    geo = maybe(message, "geo")
    if geo is None:
        return None
    point, place = thing(geo, "coordinates"), maybe(geo, "place") or {}
    return Location(
        latitude=degrees(point, "latitude", 90),
        longitude=degrees(point, "longitude", 180),
        title=words(place, "title", 255),
        address=", ".join(filter(None, (words(place, "country", 100), words(place, "city", 100)))),
    )


def _replied(message: Node) -> str:
    answered = maybe(message, "reply_message")
    number = answered.get("conversation_message_id") if answered else None
    return str(number) if isinstance(number, int) else ""


def _payload(node: Node) -> Any:
    """What a button carried: JSON text, or an object as it comes in practice; None when there was none."""
    payload = node.get("payload")
    if not isinstance(payload, str):
        return payload
    try:
        return json.loads(payload)
    except (ValueError, RecursionError):
        return payload


def _data(payload: Any) -> str:
    """Our own data out of a payload, or another's payload as text."""
    if isinstance(payload, dict) and list(payload) == ["d"] and isinstance(payload["d"], str):
        return words(payload, "d", 256)
    if isinstance(payload, str):
        return words({"data": payload}, "data", 256)
    return words({"data": json.dumps(payload, ensure_ascii=False, separators=(",", ":"))}, "data", 256)
