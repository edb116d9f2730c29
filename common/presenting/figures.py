"""Numbers, shares and sizes in the reader's language, never broken over two lines (design §8)."""

from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

Number = int | float | Decimal

NBSP = "\u00a0"
STEP = 1024


def number(value: Number, places: int | None = None) -> str:
    """A number in groups of three, as "8 914" with a no-break space in Russian; `places` after the point."""
    if places is None and not isinstance(value, int):
        places = 0 if value == int(value) else 1
    grouped = formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)
    return str(grouped).replace(" ", NBSP)


def percent(value: Number, places: int = 0) -> str:
    """A share of a hundred, as "34 %" in Russian and "34%" in English; `value` is 0…100."""
    return (_("%(number)s%%") % {"number": number(value, places)}).replace(" ", NBSP)


def filesize(size: int | None) -> str:
    """Bytes as "640 B", "18 KB", "1.2 MB", "3 GB": one digit after the point below ten; "" when unknown."""
    if size is None:
        return ""
    amount = float(max(0, size))
    patterns = (_("%(size)s B"), _("%(size)s KB"), _("%(size)s MB"), _("%(size)s GB"))
    for place, pattern in enumerate(patterns):
        if round(amount) < STEP or place == len(patterns) - 1:
            fraction = 1 if place and amount < 9.95 and round(amount, 1) != int(round(amount, 1)) else 0
            said = pattern % {"size": number(round(amount, fraction), fraction)}
            return said.replace(" ", NBSP)
        amount /= STEP
    raise AssertionError("unreachable")
