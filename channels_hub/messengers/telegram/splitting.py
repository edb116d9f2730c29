"""A webhook body as parts to store: Telegram sends one update a request (PROTOCOLS §1.3)."""

import hashlib
import json
from typing import Any

from channels_hub.messengers import reading
from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.vocabulary import Part


def split(body: bytes) -> list[Part]:
    """The one part of `body`, under its update_id, from the chat's or the presser's id.

    Never raises: what is not an update gets an event id of its own bytes, so that it is kept once and `parse` can say why.
    """
    try:
        update = reading.load(body)
        event = reading.whole(update, "update_id")
    except Malformed:
        return [Part(f"malformed:{hashlib.sha256(body).hexdigest()[:32]}", "", body)]
    return [Part(str(event), _peer(update), body)]


def part(update: dict[str, Any]) -> Part:
    """An update that was fetched by getUpdates, as the webhook would have brought it."""
    return split(json.dumps(update, separators=(",", ":")).encode())[0]


def _peer(update: dict[str, Any]) -> str:
    for kind, key in (
        ("message", "chat"),
        ("edited_message", "chat"),
        ("callback_query", "from"),
        ("my_chat_member", "chat"),
    ):
        node = update.get(kind)
        if isinstance(node, dict):
            who = node.get(key)
            number = who.get("id") if isinstance(who, dict) else None
            return str(number) if isinstance(number, int) and abs(number) <= reading.BIGGEST else ""
    return ""
