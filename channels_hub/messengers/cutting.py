"""Cutting a long text into messages as a person would: at paragraphs, lines, words, never inside a character. Pure Python."""

import unicodedata

_JOINER = "\u200d"


def utf16(text: str) -> int:
    """Length in UTF-16 units, in which Telegram counts: an emoji is two."""
    return len(text) + sum(1 for char in text if char > "\uffff")


def pieces(text: str, limit: int) -> list[str]:
    """`text` in pieces of at most `limit` UTF-16 units; blank text gives none. White space at a cut is dropped."""
    found = []
    rest = text.strip()
    while rest:
        if utf16(rest) <= limit:
            found.append(rest)
            break
        end = _cut(rest, _fitting(rest, limit))
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return found


def _fitting(text: str, limit: int) -> int:
    """How many characters of `text` fit into `limit` units."""
    used = 0
    for place, char in enumerate(text):
        used += 2 if char > "\uffff" else 1
        if used > limit:
            return place
    return len(text)


def _cut(text: str, most: int) -> int:
    """Where to cut, at most after `most` characters: the last paragraph, line or word end in the second half, else a whole character."""
    for border in ("\n\n", "\n", " "):
        place = text.rfind(border, most // 2, most + 1)
        if place > 0:
            return place
    for place in range(most, max(most - 64, 0), -1):
        if not _inside(text, place):
            return place
    return most


def _inside(text: str, place: int) -> bool:
    """Would a cut before `place` part an emoji of several, a flag or a letter and its accent?"""
    before, after = text[place - 1], text[place]
    if after in (_JOINER, "\ufe0f", "\u20e3") or before == _JOINER or unicodedata.combining(after):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or unicodedata.category(after) in ("Mn", "Me"):
        return True
    flags = 0
    while place - 1 - flags >= 0 and "\U0001f1e6" <= text[place - 1 - flags] <= "\U0001f1ff":
        flags += 1
    return flags % 2 == 1 and "\U0001f1e6" <= after <= "\U0001f1ff"
