"""How a person without or with a photo is drawn: initials, a hue of the name, the messenger, the ring of waiting."""

import unicodedata
import zlib

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from common.presenting.icons import icon, mark
from common.presenting.remembering import remembered

HUES = 10


def hue(name: str) -> int:
    """A hue of 1…10 that stays the same for a name whatever its case or Unicode form."""
    return zlib.crc32(unicodedata.normalize("NFC", name).casefold().encode("utf-8", "replace")) % HUES + 1


def initials(name: str) -> str:
    """One or two capital letters: the first letters of the first two words that begin with one; "" when none does."""
    words = unicodedata.normalize("NFC", name).split()
    bare = (word.lstrip("«»\"'“”„‘’()[]<>@#*_-—–.…·") for word in words)
    letters = [word[0].upper()[0] for word in bare if word and word[0].isalpha()]
    return "".join(letters[:2])


@remembered(512)
def ring(level: str, percent: int) -> SafeString:
    """The ring round the face that fills while the client waits: `level` ok, warn or late; `percent` 0…100."""
    return format_html(
        '<svg class="ring" viewBox="0 0 48 48" data-level="{}" aria-hidden="true">'
        '<circle class="ring__track" cx="24" cy="24" r="22.5"/>'
        '<circle class="ring__value" cx="24" cy="24" r="22.5" pathLength="100" stroke-dasharray="{} 100"/></svg>',
        level,
        max(0, min(100, int(percent))),
    )


@remembered(4096)
def avatar(
    name: str,
    photo: str = "",
    size: str = "",
    kind: str = "",
    tone: str = "",
    level: str = "",
    percent: int = 0,
    chosen_hue: int | None = None,
    label: str = "",
) -> SafeString:
    """A face: the photo, else initials on the name's hue, else a plain figure.

    `photo` is an address; `size` xs, sm, md, lg, xl; `kind` a messenger for the mark; `tone` a presence dot
    (ok, warn, danger); `level` and `percent` the ring. It is decoration beside a name; alone it needs `label`.
    """
    name = name or ""
    if photo:
        face = format_html('<img src="{}" alt="" loading="lazy" decoding="async">', photo)
    else:
        face = format_html("{}", initials(name) or icon("user-round"))
    parts = [
        face,
        ring(level, percent) if level else "",
        mark(kind) if kind else "",
        format_html('<span class="dot" data-tone="{}"></span>', tone) if tone else "",
    ]
    attributes: list[tuple[str, str]] = [("class", f"avatar avatar--{size}" if size else "avatar")]
    if not photo:
        attributes.append(("data-hue", str(chosen_hue or hue(name))))
    if label:
        attributes += [("role", "img"), ("aria-label", label), ("title", label)]
    return format_html(
        "<span {}>{}</span>",
        format_html_join(" ", '{}="{}"', attributes),
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def tag(name: str, chosen_hue: int | None = None, cls: str = "") -> SafeString:
    """A tag made by people; the hue comes from its name unless one was chosen; the whole name is in the title."""
    return format_html(
        '<span class="tag{}" data-hue="{}" title="{}">{}</span>',
        f" {cls}" if cls else "",
        chosen_hue or hue(name),
        name,
        name,
    )
