"""What hangs on a VK message: files to fetch, and lines for what has no file we may have (PROTOCOLS §3.4)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.reading import figure, maybe, things, words
from channels_hub.messengers.vocabulary import Media

Node = dict[str, Any]
MOST = 100


@dataclass
class Found:
    """Files, lines of text and the names of what we cannot show, in the message's order."""

    media: list[Media] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    unsupported: list[str] = field(default_factory=list)


def attachments(message: Node) -> Found:
    """All that hangs on `message`; raises Malformed for a wrong shape."""
    found = Found()
    if message.get("attachments") is None:
        return found
    for item in things(message, "attachments")[:MOST]:
        kind = words(item, "type", 50)
        node = maybe(item, kind) if kind else None
        take = _KINDS.get(kind, _unknown)
        take(found, node or {}, kind)
    return found


def _file(found: Found, kind: str, node: Node, url: str, **facts: Any) -> bool:
    """Add a file that lies at `url`; False when VK gave no address."""
    if not url:
        return False
    found.media.append(
        Media(
            kind=kind,
            ref={"url": url},
            size=figure(node, "size"),
            width=figure(node, "width"),
            height=figure(node, "height"),
            duration=figure(node, "duration"),
            **facts,
        )
    )
    return True


def _largest(node: Node, key: str) -> Node:
    sizes = things(node, key) if node.get(key) is not None else []
    return max(
        sizes, key=lambda size: (figure(size, "width") or 0) * (figure(size, "height") or 0), default={}
    )


def _address(node: Node, key: str) -> str:
    return words(node, key, 2000)


def _photo(found: Found, node: Node, kind: str) -> None:
    size = _largest(node, "sizes") or maybe(node, "orig_photo") or {}
    if not _file(found, "image", size, _address(size, "url"), mime="image/jpeg"):
        raise Malformed("photo without sizes")


def _doc(found: Found, node: Node, kind: str) -> None:
    name = words(node, "title", 255)
    extension = words(node, "ext", 10)
    if extension and not name.lower().endswith(f".{extension.lower()}"):
        name = f"{name}.{extension}"
    shown = "image" if extension.lower() == "gif" else "file"
    if not _file(found, shown, node, _address(node, "url"), name=name):
        _named(found, kind, name)


def _voice(found: Found, node: Node, kind: str) -> None:
    ogg, mp3 = _address(node, "link_ogg"), _address(node, "link_mp3")
    if not _file(found, "voice", node, ogg or mp3, mime="audio/ogg" if ogg else "audio/mpeg"):
        _named(found, kind, "")


def _sticker(found: Found, node: Node, kind: str) -> None:
    size = _largest(node, "images")
    if not _file(found, "sticker", size, _address(size, "url"), mime="image/png"):
        _named(found, kind, "")


def _graffiti(found: Found, node: Node, kind: str) -> None:
    if not _file(found, "image", node, _address(node, "url"), mime="image/png"):
        _named(found, kind, "")


def _audio(found: Found, node: Node, kind: str) -> None:
    name = " – ".join(filter(None, (words(node, "artist", 100), words(node, "title", 100))))
    if not _file(found, "audio", node, _address(node, "url"), name=name, mime="audio/mpeg"):
        _named(found, kind, name)


def _link(found: Found, node: Node, kind: str) -> None:
    _named(found, "" if node.get("url") else kind, _address(node, "url"))


def _at_vk(found: Found, node: Node, kind: str) -> None:
    """A thing that only VK can show: its title and where it is there."""
    owner, number = node.get("owner_id", node.get("to_id")), node.get("id")
    if not isinstance(owner, int) or not isinstance(number, int):
        _named(found, kind, words(node, "title", 255))
        return
    key = words(node, "access_key", 64)
    path = "product" if kind == "market" else kind
    address = f"https://vk.com/{path}{owner}_{number}{f'_{key}' if key and kind == 'video' else ''}"
    title = words(node, "title", 255) or words(node, "question", 255)
    _named(found, kind, f"{title} {address}".strip())


def _wall(found: Found, node: Node, kind: str) -> None:
    owner, number = node.get("owner_id", node.get("to_id", node.get("from_id"))), node.get("id")
    _at_vk(found, {"owner_id": owner, "id": number, "title": words(node, "text", 500)}, "wall")


def _gift(found: Found, node: Node, kind: str) -> None:
    picture = _address(node, "thumb_256") or _address(node, "thumb_96")
    _file(found, "image", {}, picture, mime="image/png")
    _named(found, kind, "")


def _unknown(found: Found, node: Node, kind: str) -> None:
    _named(found, kind or "empty", words(node, "title", 255))


def _named(found: Found, kind: str, line: str) -> None:
    if line:
        found.lines.append(line)
    if kind:
        found.unsupported.append(kind)


_KINDS: dict[str, Callable[[Found, Node, str], None]] = {
    "photo": _photo,
    "doc": _doc,
    "audio_message": _voice,
    "sticker": _sticker,
    "graffiti": _graffiti,
    "audio": _audio,
    "link": _link,
    "video": _at_vk,
    "market": _at_vk,
    "poll": _at_vk,
    "story": _at_vk,
    "wall": _wall,
    "gift": _gift,
}
