"""A row's HTML, drawn once while nothing of it changes.

A list is drawn again at every hint though one row of fifty differs, and drawing is most of what it costs.
"""

import functools
from datetime import date

from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common import clock
from inbox.showing.rows import Shown

KEPT = 2048  # about two kilobytes each


def drawn(shown: Shown, tab: str, two: bool, current: bool) -> SafeString:
    """The row as HTML for this reader: everything that it is made of stands in the key, the language, zone and day too."""
    now = timezone.localtime(clock.now())
    return _drawn(shown, tab, two, current, get_language(), str(now.tzinfo), now.date())


@functools.lru_cache(KEPT)
def _drawn(
    shown: Shown, tab: str, two: bool, current: bool, language: str | None, zone: str, today: date
) -> SafeString:
    context = {"shown": shown, "row": shown.row, "tab": tab, "two": two, "current": current}
    return SafeString(get_template("inbox/_row.html").render(context))
