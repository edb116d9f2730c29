"""``parse_mode=HTML``: text and entities, or the refusal the Bot API server gives."""

import html
import re
from typing import Any

from sandbox.telegram.entities import utf16
from sandbox.telegram.errors import bad

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler",
    "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
TAG = re.compile(r"<(?P<end>/)?(?P<name>[^\s>/]*)(?P<rest>[^>]*)>")
ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
REFERENCE = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|lt|gt|amp|quot);")


def parse(source: str) -> tuple[str, list[dict[str, Any]]]:
    """Text and entities of HTML; raises Refused "can't parse entities: …"."""
    out: list[str] = []
    at, length = 0, 0
    open_tags: list[tuple[str, int, dict[str, Any]]] = []
    entities: list[dict[str, Any]] = []

    def put(piece: str) -> None:
        nonlocal length
        text = REFERENCE.sub(lambda match: html.unescape(match[0]), piece)
        out.append(text)
        length += utf16(text)

    while (start := source.find("<", at)) >= 0:
        put(source[at:start])
        match, offset = TAG.match(source, start), len(source[:start].encode("utf-8", "replace"))
        if match is None:
            raise bad(f"can't parse entities: Unclosed start tag at byte offset {offset}")
        name = match["name"].lower()
        if match["end"]:
            entities += _closed(open_tags, name, offset, length)
        elif name not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {offset}')
        else:
            open_tags.append((name, length, _details(name, match["rest"], offset)))
        at = match.end()
    put(source[at:])
    if open_tags:
        raise bad(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1][0]}\""
        )
    return "".join(out), sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _closed(open_tags: list[Any], name: str, offset: int, length: int) -> list[dict[str, Any]]:
    """The entity that an end tag completes (none when it is empty)."""
    if not open_tags:
        raise bad(f"can't parse entities: Unexpected end tag at byte offset {offset}")
    tag, start, details = open_tags.pop()
    if name and name != tag:
        raise bad(
            f"can't parse entities: Unmatched end tag at byte offset {offset}, "
            f'expected "</{tag}>", found "</{name}>"'
        )
    if length == start or (tag == "a" and not details):
        return []
    return [{"offset": start, "length": length - start, "type": TAGS[tag], **details}]


def _details(name: str, rest: str, offset: int) -> dict[str, Any]:
    """What an entity carries besides its place: a link's address, a language."""
    given = {key.lower(): html.unescape(a or b or c) for key, a, b, c in ATTRIBUTE.findall(rest)}
    if name == "a":
        return {"url": given["href"]} if given.get("href") else {}
    if name == "span" and given.get("class") != "tg-spoiler":
        raise bad(f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {offset}')
    if name == "tg-emoji":
        return {"custom_emoji_id": given.get("emoji-id", "")}
    return {}
