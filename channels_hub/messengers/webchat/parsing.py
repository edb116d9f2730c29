"""The provider's events as happenings."""

from typing import Any

from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.reading import figure, load, maybe, thing, things, whole, words
from channels_hub.messengers.vocabulary import (
    Happening,
    Media,
    Message,
    Nothing,
    Press,
    Profile,
    Start,
    Status,
)

Node = dict[str, Any]
LATEST = 10**14  # milliseconds; beyond is no date
KINDS = frozenset({"image", "video", "audio", "voice", "file"})
STATES = frozenset({"delivered", "read"})
MOST_NUMBERS = 500


def parse(body: bytes) -> list[Happening]:
    """What one stored body says; raises errors.Malformed when it is not an event's shape."""
    event = load(body)
    words(event, "event")
    base = _who(event)
    if (line := maybe(event, "line")) is not None:
        return _line(base, line)
    if (press := maybe(event, "press")) is not None:
        return [Press(**base, data=words(press, "data", 256), provider_id=str(_number(press, "number")))]
    if (seen := maybe(event, "seen")) is not None:
        return _seen(base, seen)
    kinds = sorted(key for key in event if key not in ("event", "visitor", "at"))
    return [Nothing(words({"kind": kinds[0]}, "kind", 50) if kinds else "empty")]


def _line(base: Node, line: Node) -> list[Happening]:
    number = _number(line, "number")
    named = {**base, "provider_id": str(number), "number": number}
    text = words(line, "text")
    if line.get("start") is not None:
        return [Start(**named, payload=words(line, "start", 256), text=text)]
    files = tuple(_file(node) for node in things(line, "files"))
    reply_to = line.get("reply_to")
    return [
        Message(
            **named,
            text=text,
            media=files,
            reply_to="" if reply_to is None else str(_number(line, "reply_to")),
            unsupported="" if text or files else "empty",
        )
    ]


def _file(node: Node) -> Media:
    kind = words(node, "kind", 12)
    return Media(
        kind=kind if kind in KINDS else "file",
        ref={"upload": _number(node, "upload")},
        name=words(node, "name", 255),
        mime=words(node, "mime", 100),
        size=figure(node, "size"),
        width=figure(node, "width"),
        height=figure(node, "height"),
    )


def _seen(base: Node, seen: Node) -> list[Happening]:
    state, numbers = words(seen, "state", 12), seen.get("numbers")
    if state not in STATES:
        return [Nothing(f"seen {state}")]
    if not isinstance(numbers, list) or len(numbers) > MOST_NUMBERS:
        raise Malformed("numbers is not a list of numbers")
    return [Status(**base, state=state, provider_id=str(_number({"n": one}, "n"))) for one in numbers] or [
        Nothing("seen nothing")
    ]


def _who(event: Node) -> Node:
    visitor, at = thing(event, "visitor"), whole(event, "at")
    peer = words(visitor, "id", 128)
    if not peer or not 0 <= at < LATEST:
        raise Malformed("nobody said it, or at no time")
    profile = Profile(peer, words(visitor, "name", 255), language=words(visitor, "language", 16))
    return {"peer": peer, "profile": profile, "at": at}


def _number(node: Node, key: str) -> int:
    number = whole(node, key)
    if number <= 0:
        raise Malformed(f"{key} is not a number of a line")
    return number
