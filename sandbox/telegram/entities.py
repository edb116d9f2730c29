"""Entities that Telegram finds in a text by itself: commands, links, mentions, mail addresses. Offsets in UTF-16."""

import re
from typing import Any

FOUND = re.compile(
    r"(?P<bot_command>(?<![\w/])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?!\w))"
    r"|(?P<url>https?://[^\s<>\"]+[^\s<>\".,;:!?)»]|(?<![\w@])(?:[a-z0-9-]+\.)+(?:com|org|net|ru|me|io|dev)\b(?:/[^\s<>\"]*)?)"
    r"|(?P<email>[\w.+-]+@[\w-]+\.[\w.-]*\w)"
    r"|(?P<mention>(?<!\w)@\w{4,32})",
    re.IGNORECASE,
)
SIGNS = re.compile(r"[/@.]")


def utf16(text: str) -> int:
    """Length in UTF-16 units, in which offsets are counted."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def found(text: str) -> list[dict[str, Any]]:
    """Entities of a text without markup."""
    if not SIGNS.search(text):
        return []
    return [
        {"offset": utf16(text[: match.start()]), "length": utf16(match[0]), "type": match.lastgroup}
        for match in FOUND.finditer(text)
    ]
