"""What of a message has no column (inbox.models.Entry.content)."""

from collections.abc import Sequence
from typing import Any

from channels_hub.messengers.vocabulary import Message
from channels_hub.models import MediaFile
from common.text import storable


def content_of(message: Message) -> dict[str, Any]:
    """Place, shared contact, sticker's emoji, album, whose words are forwarded, the name of what cannot be shown."""
    content: dict[str, Any] = {}
    if message.location is not None:
        place = message.location
        content["location"] = {
            "latitude": place.latitude,
            "longitude": place.longitude,
            "title": storable(place.title),
            "address": storable(place.address),
        }
    if message.contact is not None:
        shared = message.contact
        content["contact"] = {
            "phone": storable(shared.phone),
            "name": storable(shared.name),
            "own": shared.own,
        }
    for name, value in (
        ("sticker", message.emoji),
        ("unsupported", message.unsupported),
        ("album", message.album),
        ("forwarded", getattr(message, "forwarded", "")),
    ):
        if value:
            content[name] = storable(value)
    return content


def glimpse(content: dict[str, Any], files: Sequence[MediaFile]) -> str:
    """A word or two for a message without text: its emoji, file name, place or contact; else empty."""
    if content.get("sticker"):
        return str(content["sticker"])
    place, shared = content.get("location"), content.get("contact")
    if place and (place["title"] or place["address"]):
        return str(place["title"] or place["address"])
    if shared:
        return f"{shared['name']} {shared['phone']}".strip()
    return next((file.name for file in files if file.name), "")
