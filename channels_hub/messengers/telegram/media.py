"""What of a Telegram message is a file: one Media each, named by file_id (PROTOCOLS §1.4)."""

from collections.abc import Callable
from typing import Any

from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.reading import figure, maybe, things, words
from channels_hub.messengers.vocabulary import Media

Node = dict[str, Any]


def media(message: Node) -> tuple[Media, ...]:
    """The file of a message, or none; raises Malformed for a wrong shape. `animation` comes with `document` and wins."""
    for key, take in _KINDS.items():
        if message.get(key) is not None:
            return (take(message),)
    return ()


def _file(node: Node, kind: str, name: str = "", mime: str = "") -> Media:
    ref = words(node, "file_id", 300)
    if not ref:
        raise Malformed(f"{kind} without file_id")
    return Media(
        kind=kind,
        ref={"file_id": ref},
        name=words(node, "file_name", 255) or name,
        mime=words(node, "mime_type", 100) or mime,
        size=figure(node, "file_size"),
        width=figure(node, "width"),
        height=figure(node, "height"),
        duration=figure(node, "duration"),
    )


def _photo(message: Node) -> Media:
    sizes = things(message, "photo")
    if not sizes:
        raise Malformed("photo without sizes")
    largest = max(sizes, key=lambda size: (figure(size, "width") or 0) * (figure(size, "height") or 0))
    return _file(largest, "image", mime="image/jpeg")


def _plain(key: str, kind: str, mime: str = "") -> Callable[[Node], Media]:
    return lambda message: _file(maybe(message, key) or {}, kind, mime=mime)


def _audio(message: Node) -> Media:
    node = maybe(message, "audio") or {}
    title = " – ".join(filter(None, (words(node, "performer", 100), words(node, "title", 100))))
    return _file(node, "audio", name=title, mime="audio/mpeg")


def _round(message: Node) -> Media:
    node = maybe(message, "video_note") or {}
    side = figure(node, "length")
    return _file({**node, "width": side, "height": side}, "video", mime="video/mp4")


def _sticker(message: Node) -> Media:
    """A still picture in every case: browsers show no .tgs, and a moving sticker has a thumbnail."""
    node = maybe(message, "sticker") or {}
    if node.get("is_animated") or node.get("is_video"):
        thumbnail = maybe(node, "thumbnail") or maybe(node, "thumb")
        if thumbnail:
            return _file(thumbnail, "sticker", mime="image/webp")
        moving = "application/x-tgsticker" if node.get("is_animated") else "video/webm"
        return _file(node, "sticker", mime=moving)
    return _file(node, "sticker", mime="image/webp")


_KINDS: dict[str, Callable[[Node], Media]] = {
    "photo": _photo,
    "animation": _plain("animation", "animation", "video/mp4"),
    "video": _plain("video", "video", "video/mp4"),
    "video_note": _round,
    "voice": _plain("voice", "voice", "audio/ogg"),
    "audio": _audio,
    "sticker": _sticker,
    "document": _plain("document", "file"),
}
