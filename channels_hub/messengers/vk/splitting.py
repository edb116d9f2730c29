"""A callback body as parts to store: VK sends one event a request (PROTOCOLS §3.3)."""

import hashlib
import json
from typing import Any

from channels_hub.messengers import reading
from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.vocabulary import Part


def split(body: bytes) -> list[Part]:
    """The one part of `body`, under its event_id, from the person who writes, presses or reads.

    Never raises: what is no event gets an id of its own bytes, so that it is kept once and `parse` can say why.
    """
    try:
        event = reading.load(body)
        name = reading.words(event, "event_id", 200)
        if not name:
            raise Malformed("no event_id")
    except Malformed:
        return [Part(f"malformed:{hashlib.sha256(body).hexdigest()[:32]}", "", body)]
    return [Part(name, _peer(event), body)]


def part(event: dict[str, Any]) -> Part:
    """An event that was fetched by Long Poll, as a callback would have brought it."""
    return split(json.dumps(event, separators=(",", ":")).encode())[0]


def _peer(event: dict[str, Any]) -> str:
    node = event.get("object")
    inner = node.get("message") if isinstance(node, dict) else None
    for one in (inner, node):
        if isinstance(one, dict):
            for key in ("peer_id", "user_id", "from_id"):
                number = one.get(key)
                if isinstance(number, int) and not isinstance(number, bool):
                    return str(number) if abs(number) <= reading.BIGGEST else ""
    return ""
