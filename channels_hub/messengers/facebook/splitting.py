"""A webhook body as parts to store: one for each thing that happened on each page (PROTOCOLS §4.3)."""

import hashlib
import json
from typing import Any

from channels_hub.messengers import reading
from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.vocabulary import Part

Node = dict[str, Any]
LONGEST = 180


def split(body: bytes) -> list[Part]:
    """A part for each item of `messaging` and `standby`, and one for an entry that has neither (the dashboard's test).

    A part's body has the shape of the whole, with the one item. A body of one item is kept byte for byte. Never raises:
    what is no page's event gets an event id of its own bytes and no account.
    """
    try:
        whole = reading.load(body)
        entries = reading.things(whole, "entry")
        found = [part for entry in entries for part in _of(entry)]
    except Malformed:
        found = []
    if not found:
        return [Part(f"malformed:{_digest(body)}", "", body)]
    if len(found) == 1:
        return [Part(found[0].event, found[0].peer, body, found[0].account)]
    return found


def _of(entry: Node) -> list[Part]:
    account = str(entry.get("id", ""))[:128]
    found = []
    for name in ("messaging", "standby"):
        items = entry.get(name)
        for item in items if isinstance(items, list) else ():
            kept = {"id": entry.get("id"), "time": entry.get("time"), name: [item]}
            event = key(item) if isinstance(item, dict) else f"other:{_digest(_encoded(item))}"
            event = event if name == "messaging" else f"{name}:{event}"
            found.append(Part(_short(event), _peer(item), _body(kept), account))
    if not found:
        body = _body(entry)
        found.append(Part(f"other:{_digest(body)}", "", body, account))
    return found


def key(item: Node) -> str:
    """What makes an event itself, however often it comes: PROTOCOLS §4.3."""
    message, postback, referral = item.get("message"), item.get("postback"), item.get("referral")
    who, at = _id(item.get("sender")), item.get("timestamp")
    if isinstance(message, dict) and message.get("mid"):
        kind = "unsend" if message.get("is_deleted") else "echo" if message.get("is_echo") else "message"
        return f"{kind}:{message['mid']}"
    if isinstance(postback, dict):
        again = _digest(_encoded(postback.get("payload")))
        return f"postback:{postback['mid']}" if postback.get("mid") else f"postback:{who}:{at}:{again}"
    if isinstance(referral, dict):
        return f"referral:{who}:{at}:{_digest(_encoded(referral.get('ref')))}"
    for name in ("delivery", "read"):
        node = item.get(name)
        if isinstance(node, dict):
            return f"{name}:{who}:{node.get('watermark')}"
    edit, reaction = item.get("message_edit"), item.get("reaction")
    if isinstance(edit, dict):
        return f"edit:{edit.get('mid')}:{edit.get('num_edit')}"
    if isinstance(reaction, dict):
        return f"reaction:{who}:{reaction.get('mid')}:{reaction.get('action')}:{at}"
    return f"other:{_digest(_encoded(item))}"


def _peer(item: Any) -> str:
    """The client: the sender, or of an echo the recipient."""
    if not isinstance(item, dict):
        return ""
    message = item.get("message")
    echo = isinstance(message, dict) and bool(message.get("is_echo"))
    return _id(item.get("recipient" if echo else "sender"))


def _id(node: Any) -> str:
    number = node.get("id") if isinstance(node, dict) else None
    return reading.clean(str(number))[:128] if isinstance(number, (str, int)) else ""


def _body(entry: Node) -> bytes:
    return _encoded({"object": "page", "entry": [entry]})


def _encoded(value: Any) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _digest(value: bytes) -> str:
    return hashlib.sha256(value).hexdigest()[:32]


def _short(event: str) -> str:
    """An id that fits: a longer one is its beginning and a digest of the whole."""
    event = reading.clean(event)
    return event if len(event) <= LONGEST else f"{event[:140]}:{_digest(event.encode())}"
