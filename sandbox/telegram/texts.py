"""Text fields of a call after parsing: limits are counted in characters, after markup is taken off."""

import json
from typing import Any

from sandbox.telegram import markup_html
from sandbox.telegram.entities import found
from sandbox.telegram.errors import bad
from sandbox.telegram.markup_markdown import Parser

TEXT, CAPTION = 4096, 1024


def formatted(text: str, mode: str, entities: Any = None) -> tuple[str, list[dict[str, Any]]]:
    """Plain text and entities. ``mode``: "", HTML, MarkdownV2 or Markdown; ``entities`` given apart win."""
    if entities:
        return text, json.loads(entities) if isinstance(entities, str) else entities
    match mode.lower():
        case "":
            return text, found(text)
        case "html":
            plain, marked = markup_html.parse(text)
        case "markdownv2":
            plain, marked = Parser(text, old=False).run()
        case "markdown":
            plain, marked = Parser(text, old=True).run()
        case _:
            raise bad("unsupported parse_mode")
    return plain, marked + found(plain)


def text_fields(text: str, mode: str = "", entities: Any = None) -> dict[str, Any]:
    """``text`` and ``entities`` of a message; raises Refused when empty or too long."""
    plain, marked = formatted(text, mode, entities)
    if not plain.strip():
        raise bad("message text is empty")
    if len(plain) > TEXT:
        raise bad("message is too long")
    return {"text": plain, "entities": marked} if marked else {"text": plain}


def caption_fields(text: str, mode: str = "", entities: Any = None) -> dict[str, Any]:
    """``caption`` and ``caption_entities``; nothing when empty."""
    if not text:
        return {}
    plain, marked = formatted(text, mode, entities)
    if len(plain) > CAPTION:
        raise bad("message caption is too long")
    return {"caption": plain, "caption_entities": marked} if marked else {"caption": plain}
