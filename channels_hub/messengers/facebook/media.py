"""What of a message is a file, a place or something that we can only name (PROTOCOLS §4.4)."""

from typing import Any
from urllib.parse import unquote, urlsplit

from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.reading import degrees, maybe, things, words
from channels_hub.messengers.vocabulary import Location, Media

Node = dict[str, Any]
# A voice message comes as audio; a GIF as an image.
KINDS = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "file": "file",
    "sticker": "sticker",
    "reel": "video",
    "ig_reel": "video",
}
LONGEST_URL = 4000


def media(message: Node) -> tuple[Media, ...]:
    """The files of a message in order. A sticker that comes as an image, too, is one sticker."""
    found: list[Media] = []
    stickers = set()
    for attachment in _attachments(message):
        kind = KINDS.get(words(attachment, "type", 32))
        payload = maybe(attachment, "payload") or {}
        url = words(payload, "url", LONGEST_URL)
        if kind is None or not url:
            continue
        sticker = payload.get("sticker_id")
        if sticker is not None:
            if str(sticker) in stickers:
                continue
            stickers.add(str(sticker))
            kind = "sticker"
        found.append(Media(kind, {"url": url}, name=_name(url) if kind == "file" else ""))
    return tuple(found[:30])


def place(message: Node) -> Location | None:
    """The place of a message, or None."""
    for attachment in _attachments(message):
        if attachment.get("type") == "location":
            found = maybe(maybe(attachment, "payload") or {}, "coordinates")
            if found is None:
                raise Malformed("location without coordinates")
            return Location(
                degrees(found, "lat", 90), degrees(found, "long", 180), words(attachment, "title", 255)
            )
    return None


def unknown(message: Node) -> str:
    """The name of what a message holds and we cannot show."""
    for attachment in _attachments(message):
        return words(attachment, "type", 50) or "attachment"
    kinds = sorted(
        set(message) - {"mid", "text", "seq", "quick_reply", "reply_to", "is_echo", "nlp", "referral"}
    )
    return words({"kind": kinds[0]}, "kind", 50) if kinds else "empty"


def _attachments(message: Node) -> list[Node]:
    return [] if message.get("attachments") is None else things(message, "attachments")


def _name(url: str) -> str:
    """A file's name is the last of its address."""
    try:
        return unquote(urlsplit(url).path.rpartition("/")[2])[:255]
    except ValueError:
        return ""
