"""What of a Viber message is a file: an address each, fetched by us soon (PROTOCOLS §2.4)."""

from typing import Any
from urllib.parse import urlsplit

from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.reading import figure, words
from channels_hub.messengers.vocabulary import Media

Node = dict[str, Any]
_KINDS = {"picture": "image", "video": "video", "file": "file"}
_MIMES = {"picture": "image/jpeg", "video": "video/mp4"}


def media(message: Node) -> tuple[Media, ...]:
    """The file of a message, or none; raises Malformed for a wrong shape."""
    kind = words(message, "type", 40)
    if kind == "sticker":
        return (_sticker(message),)
    if kind not in _KINDS:
        return ()
    url = words(message, "media", 2000)
    if urlsplit(url).scheme not in ("http", "https"):
        raise Malformed(f"{kind} without an address")
    return (
        Media(
            kind=_KINDS[kind],
            ref={"url": url},
            name=words(message, "file_name", 255),
            mime=_MIMES.get(kind, ""),
            size=figure(message, "size") or figure(message, "file_size"),
            duration=figure(message, "duration"),
        ),
    )


def _sticker(message: Node) -> Media:
    """A sticker is only a number; its picture lies in Viber's public collection."""
    number = str(message.get("sticker_id", ""))
    if not number.isascii() or not number.isdigit() or len(number) > 20:
        raise Malformed("sticker without its number")
    return Media(kind="sticker", ref={"sticker": number}, mime="image/png")
