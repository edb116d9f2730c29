"""What a messenger sent and we do not draw, named in words (INB-10: never dropped in silence)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Lack:
    icon: str
    name: str


NAMES = {
    "poll": ("list-checks", gettext_noop("Poll")),
    "quiz": ("list-checks", gettext_noop("Quiz")),
    "checklist": ("list-checks", gettext_noop("Checklist")),
    "dice": ("sparkles", gettext_noop("Dice")),
    "game": ("sparkles", gettext_noop("Game")),
    "story": ("circle-play", gettext_noop("Story")),
    "gift": ("gift", gettext_noop("Gift")),
    "giveaway": ("gift", gettext_noop("Giveaway")),
    "invoice": ("receipt-text", gettext_noop("Invoice")),
    "paid_media": ("lock", gettext_noop("Paid media")),
    "video_chat": ("phone", gettext_noop("Video call")),
    "call": ("phone", gettext_noop("Call")),
    "wall": ("message-square-text", gettext_noop("Wall post")),
    "market": ("store", gettext_noop("Goods")),
    "link": ("link", gettext_noop("Link")),
}


def lack(kind: str) -> Lack | None:
    """How to name that kind; an unknown one is "A message of another kind"; None for no kind."""
    if not kind:
        return None
    icon, name = NAMES.get(kind, ("circle-question-mark", gettext_noop("A message of another kind")))
    return Lack(icon, _(name))
