"""Icons and messenger marks: references into the one sprite (design §9)."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from common.presenting.remembering import remembered

SPRITE = "img/icons.svg"

MESSENGERS = {
    "telegram": gettext_lazy("Telegram"),
    "viber": gettext_lazy("Viber"),
    "vk": gettext_lazy("VK"),
    "facebook": gettext_lazy("Facebook"),
    "webchat": gettext_lazy("Website chat"),
}


def messenger_name(kind: str) -> str:
    """What people call the messenger of this kind, in the reader's language; an unknown kind is shown as it is."""
    return str(MESSENGERS.get(kind, kind))


@remembered(1024)
def icon(name: str, size: str = "", cls: str = "", data: str = "") -> SafeString:
    """An icon of the sprite, hidden from screen readers: the words beside it or the button's label speak.

    `size` is xs, sm, lg or xl; `cls` adds classes; `data` adds a bare data attribute ("read" gives data-read).
    """
    classes = " ".join(part for part in ("icon", f"icon--{size}" if size else "", cls) if part)
    mark = format_html(" data-{}", data) if data else ""
    return format_html(
        '<svg class="{}"{} aria-hidden="true"><use href="{}#{}"/></svg>', classes, mark, static(SPRITE), name
    )


@remembered(256)
def mark(kind: str, size: str = "", silent: bool = False) -> SafeString:
    """A messenger's mark with its name for screen readers; `silent` when the name is written beside it."""
    words = "" if silent else format_html('<span class="vh">{}</span>', messenger_name(kind))
    return format_html(
        '<span class="mark{}" data-m="{}"><svg aria-hidden="true"><use href="{}#m-{}"/></svg>{}</span>',
        f" mark--{size}" if size else "",
        kind,
        static(SPRITE),
        kind,
        words,
    )
