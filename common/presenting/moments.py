"""Moments and spans of time in the reader's words, language and zone (design §8: "2 min", "10:48", "yesterday")."""

from datetime import date, datetime, timedelta

from django.utils import formats, timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from common.presenting.remembering import remembered

NBSP = "\u00a0"
STYLES = ("list", "ago", "time", "day", "full")

# Django's own short names stand alone ("май"); after a day Russian and Ukrainian need another case ("14 мая").
MONTHS = (
    pgettext_lazy("short month after a day", "Jan"),
    pgettext_lazy("short month after a day", "Feb"),
    pgettext_lazy("short month after a day", "Mar"),
    pgettext_lazy("short month after a day", "Apr"),
    pgettext_lazy("short month after a day", "May"),
    pgettext_lazy("short month after a day", "Jun"),
    pgettext_lazy("short month after a day", "Jul"),
    pgettext_lazy("short month after a day", "Aug"),
    pgettext_lazy("short month after a day", "Sep"),
    pgettext_lazy("short month after a day", "Oct"),
    pgettext_lazy("short month after a day", "Nov"),
    pgettext_lazy("short month after a day", "Dec"),
)


def clock_time(moment: datetime) -> str:
    """Hours and minutes of a local moment, as "9:05"."""
    return f"{moment.hour}:{moment:%M}"


def date_words(moment: datetime, now: datetime) -> str:
    """The date without the time, as "18 Apr", with the year when it is another; both moments are local."""
    short = f"{moment.day} {MONTHS[moment.month - 1]}"
    return short if moment.year == now.year else f"{short} {moment.year}"


def full(moment: datetime) -> str:
    """Date and time in full, as "14 May 2025, 10:48"; the moment is local."""
    return f"{_dated(moment.date(), pgettext('date format, full', 'j E Y'))}, {clock_time(moment)}"


def day(moment: datetime, now: datetime) -> str:
    """A day's heading: "Today, 14 May", "Yesterday, 13 May", "12 May", "12 May 2024"; both moments are local."""
    pattern = pgettext("date format, day and month", "j E")
    if moment.year != now.year:
        pattern = pgettext("date format, full", "j E Y")
    said = _dated(moment.date(), pattern)
    days = (now.date() - moment.date()).days
    if days == 0:
        return _("Today, %(date)s") % {"date": said}
    if days == 1:
        return _("Yesterday, %(date)s") % {"date": said}
    if days == -1:
        return _("Tomorrow, %(date)s") % {"date": said}
    return said


@remembered(2048)
def _dated(on: date, pattern: str) -> str:
    return str(formats.date_format(on, pattern))


def span(length: timedelta) -> str:
    """How long: "now" under a minute, then "17 min", "2 h", "3 d", with a no-break space; negative counts as none."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return pgettext("less than a minute", "now")
    if minutes < 60:
        said = _("%(count)s min") % {"count": minutes}
    elif minutes < 48 * 60:
        said = _("%(count)s h") % {"count": minutes // 60}
    else:
        said = _("%(count)s d") % {"count": minutes // (24 * 60)}
    return said.replace(" ", NBSP)


def words(moment: datetime, now: datetime, style: str = "list") -> str:
    """A moment in words; both moments are aware, and are taken to the reader's zone here.

    Styles: list "10:48", "yesterday", "18 Apr"; ago "2 min" within the hour, then as list; time "10:48" always;
    day and full as the functions of those names. Raises ValueError for another style.
    """
    return _words(timezone.localtime(moment), timezone.localtime(now), style)


def _words(here: datetime, now: datetime, style: str) -> str:
    """Both moments are local."""
    if style not in STYLES:
        raise ValueError(f"no such style of time: {style}")
    if style == "time":
        return clock_time(here)
    if style == "day":
        return day(here, now)
    if style == "full":
        return full(here)
    # Of two moments in one zone Python subtracts the clocks, which jump twice a year.
    passed = timedelta(seconds=now.timestamp() - here.timestamp())
    if style == "ago" and timedelta(0) <= passed < timedelta(hours=1):
        return span(passed)
    days = (now.date() - here.date()).days
    if days == 0:
        return clock_time(here)
    if days == 1:
        return _("yesterday")
    return date_words(here, now)


def when(moment: datetime | None, now: datetime, style: str = "list", cls: str = "") -> SafeString:
    """A `<time>` with the words of `style`, the full date in its title, and what the page needs to keep it true."""
    if moment is None:
        return SafeString("")
    here = timezone.localtime(moment)
    # By hand: format_html costs a page of messages as much as the messages do. All but `cls` are our own words.
    shown = escape(_words(here, timezone.localtime(now), style))
    alive = f' data-when="{style}"' if style in ("list", "ago") else ""
    named = f' class="{escape(cls)}"' if cls else ""
    stamp = moment.isoformat(timespec="seconds")
    return SafeString(f'<time{named} datetime="{stamp}" title="{escape(full(here))}"{alive}>{shown}</time>')
