"""A webhook body as parts to store: Viber sends one event a request (PROTOCOLS §2.3)."""

import hashlib
from typing import Any

from channels_hub.messengers import reading
from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.vocabulary import Part

# A repeat is the same event of the same token and person: receipts bear the token of our message, and a broadcast has
# one for all who got it.


def split(body: bytes) -> list[Part]:
    """The one part of `body`, under event, message token and person.

    Never raises: what is not an event gets an event id of its own bytes, so that it is kept once and `parse` can say why.
    """
    try:
        event = reading.load(body)
        name = reading.words(event, "event", 40)
        token = str(reading.whole(event, "message_token"))
        peer = who(event)
    except Malformed:
        return [Part(f"malformed:{hashlib.sha256(body).hexdigest()[:32]}", "", body)]
    return [Part(f"{name}:{token}:{peer[:128]}", peer, body)]


def who(event: dict[str, Any]) -> str:
    """Whom an event is about: its sender, its user, or the bare id that some events carry; "" when nobody."""
    for key in ("sender", "user"):
        person = event.get(key)
        if isinstance(person, dict):
            return reading.words(person, "id", 128)
    return reading.words(event, "user_id", 128)
