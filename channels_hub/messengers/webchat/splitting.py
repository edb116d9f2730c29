"""A body as parts to store: one event each."""

import hashlib

from channels_hub.messengers import reading
from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.vocabulary import Part


def split(body: bytes) -> list[Part]:
    """The one part of `body` under its own event id, from its visitor.

    Never raises: what is not an event gets an id of its bytes, so that it is kept once and `parse` can say why.
    """
    try:
        event = reading.load(body)
        name = reading.words(event, "event", 200)
        peer = reading.words(reading.thing(event, "visitor"), "id", 128)
    except Malformed:
        name = peer = ""
    if not name:
        return [Part(f"malformed:{hashlib.sha256(body).hexdigest()[:32]}", "", body)]
    return [Part(name, peer, body)]
