"""Texts of strangers as safe markup: links to click, lines kept, nothing executed."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

LINK = re.compile(
    r"(?:https?://|www\.)[^\s<>\"'`\u2028\u2029\u202a-\u202e\u2066-\u2069]{2,2000}", re.IGNORECASE
)
TAIL = ".,:;!?…»”’)]}*_~"
PAIRS = {")": "(", "]": "[", "}": "{"}


def _cut(link: str) -> str:
    """Without the sentence's own punctuation at its end; a closing bracket stays when it was opened inside."""
    while link and link[-1] in TAIL:
        if link[-1] in PAIRS and link.count(PAIRS[link[-1]]) >= link.count(link[-1]):
            break
        link = link[:-1]
    return link


def _pieces(line: str) -> list[SafeString]:
    pieces, at = [], 0
    for found in LINK.finditer(line):
        link = _cut(found.group())
        if len(link) < len("www.a"):
            continue
        address = link if "://" in link else f"http://{link}"
        pieces.append(format_html("{}", line[at : found.start()]))
        pieces.append(
            format_html(
                '<a href="{}" target="_blank" rel="noopener noreferrer nofollow">{}</a>', address, link
            )
        )
        at = found.start() + len(link)
    pieces.append(format_html("{}", line[at:]))
    return pieces


def linkified(text: str) -> SafeString:
    """The text escaped, http(s) and www links clickable in a new tab, line ends as `<br>`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\n")
    marked = (format_html_join("", "{}", ((piece,) for piece in _pieces(line))) for line in lines)
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in marked))


def clipped(text: str, most: int = 120) -> str:
    """One line of at most `most` characters, with an ellipsis when cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
