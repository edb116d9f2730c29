"""An Outgoing as the JSON of Delivery.content, and back."""

import dataclasses
from typing import Any

from channels_hub.messengers.vocabulary import Button, Outgoing, OutgoingFile
from common.text import storable


def to_json(outgoing: Outgoing) -> dict[str, Any]:
    """Plain data of `outgoing`; what is empty is left out, text is made storable."""
    plain = {key: value for key, value in dataclasses.asdict(outgoing).items() if value}
    if "text" in plain:
        plain["text"] = storable(plain["text"])
    return plain


def from_json(plain: dict[str, Any]) -> Outgoing:
    """The Outgoing of `to_json`."""
    file = plain.get("file")
    return Outgoing(
        text=plain.get("text", ""),
        file=OutgoingFile(**file) if file else None,
        buttons=tuple(Button(**button) for button in plain.get("buttons", ())),
        reply_to=plain.get("reply_to", ""),
        quick_replies=tuple(Button(**button) for button in plain.get("quick_replies", ())),
        tag=plain.get("tag", ""),
    )
