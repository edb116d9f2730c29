"""Time zones as people choose them: a place, its distance from UTC, and the time there now."""

import datetime
import functools
import zoneinfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

# The places offered, west to east; any other zone that a person has stays offered to that person.
PLACES = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Chicago",
    "America/New_York", "America/Toronto", "America/Sao_Paulo", "America/Argentina/Buenos_Aires", "Atlantic/Azores",
    "UTC", "Europe/London", "Europe/Lisbon", "Europe/Berlin", "Europe/Madrid", "Europe/Paris", "Europe/Rome",
    "Europe/Warsaw", "Europe/Prague", "Europe/Belgrade", "Europe/Kyiv", "Europe/Chisinau", "Europe/Bucharest",
    "Europe/Athens", "Europe/Helsinki", "Europe/Riga", "Europe/Tallinn", "Europe/Vilnius", "Europe/Kaliningrad",
    "Europe/Istanbul", "Europe/Minsk", "Europe/Moscow", "Asia/Jerusalem", "Africa/Cairo", "Asia/Riyadh",
    "Europe/Samara", "Asia/Tbilisi", "Asia/Yerevan", "Asia/Baku", "Asia/Dubai", "Asia/Tehran", "Asia/Yekaterinburg",
    "Asia/Almaty", "Asia/Tashkent", "Asia/Dushanbe", "Asia/Ashgabat", "Asia/Karachi", "Asia/Kolkata", "Asia/Omsk",
    "Asia/Bishkek", "Asia/Novosibirsk", "Asia/Krasnoyarsk", "Asia/Bangkok", "Asia/Irkutsk", "Asia/Shanghai",
    "Asia/Singapore", "Asia/Ulaanbaatar", "Asia/Yakutsk", "Asia/Tokyo", "Asia/Seoul", "Asia/Vladivostok",
    "Australia/Sydney", "Asia/Magadan", "Asia/Kamchatka", "Pacific/Auckland",
)  # fmt: skip


@functools.cache
def known() -> frozenset[str]:
    """All zones of the machine's or the package's database."""
    return frozenset(zoneinfo.available_timezones())


def is_zone(name: str) -> bool:
    """Is it the name of a time zone?"""
    return name in known()


def offset(name: str, at: datetime.datetime) -> str:
    """Distance from UTC at that moment, as "UTC+5:30"."""
    minutes = int(
        (at.astimezone(zoneinfo.ZoneInfo(name)).utcoffset() or datetime.timedelta()).total_seconds() // 60
    )
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02d}' if rest else ''}"


def choices(at: datetime.datetime, *present: str) -> list[tuple[str, str]]:
    """(zone, words) for a select, west to east; `present` are zones that must be offered too."""
    names = {*PLACES, *(name for name in present if name)} & known()
    placed = sorted(
        names,
        key=lambda name: (at.astimezone(zoneinfo.ZoneInfo(name)).utcoffset() or datetime.timedelta(), name),
    )
    return [(name, words(name, at)) for name in placed]


def words(name: str, at: datetime.datetime) -> str:
    """The zone as "Moscow, UTC+3 · now 10:52"."""
    if name == "UTC":
        return _("%(zone)s · now %(time)s") % {"zone": "UTC", "time": f"{at.astimezone(datetime.UTC):%-H:%M}"}
    place = PLACE_NAMES.get(name)
    place = _(place) if place else name.rpartition("/")[2].replace("_", " ")
    here = at.astimezone(zoneinfo.ZoneInfo(name))
    return _("%(zone)s · now %(time)s") % {"zone": f"{place}, {offset(name, at)}", "time": f"{here:%-H:%M}"}


PLACE_NAMES = {
    "Pacific/Honolulu": gettext_noop("Honolulu"),
    "America/Anchorage": gettext_noop("Anchorage"),
    "America/Los_Angeles": gettext_noop("Los Angeles"),
    "America/Denver": gettext_noop("Denver"),
    "America/Chicago": gettext_noop("Chicago"),
    "America/New_York": gettext_noop("New York"),
    "America/Toronto": gettext_noop("Toronto"),
    "America/Sao_Paulo": gettext_noop("Sao Paulo"),
    "America/Argentina/Buenos_Aires": gettext_noop("Buenos Aires"),
    "Atlantic/Azores": gettext_noop("Azores"),
    "Europe/London": gettext_noop("London"),
    "Europe/Lisbon": gettext_noop("Lisbon"),
    "Europe/Berlin": gettext_noop("Berlin"),
    "Europe/Madrid": gettext_noop("Madrid"),
    "Europe/Paris": gettext_noop("Paris"),
    "Europe/Rome": gettext_noop("Rome"),
    "Europe/Warsaw": gettext_noop("Warsaw"),
    "Europe/Prague": gettext_noop("Prague"),
    "Europe/Belgrade": gettext_noop("Belgrade"),
    "Europe/Kyiv": gettext_noop("Kyiv"),
    "Europe/Chisinau": gettext_noop("Chisinau"),
    "Europe/Bucharest": gettext_noop("Bucharest"),
    "Europe/Athens": gettext_noop("Athens"),
    "Europe/Helsinki": gettext_noop("Helsinki"),
    "Europe/Riga": gettext_noop("Riga"),
    "Europe/Tallinn": gettext_noop("Tallinn"),
    "Europe/Vilnius": gettext_noop("Vilnius"),
    "Europe/Kaliningrad": gettext_noop("Kaliningrad"),
    "Europe/Istanbul": gettext_noop("Istanbul"),
    "Europe/Minsk": gettext_noop("Minsk"),
    "Europe/Moscow": gettext_noop("Moscow"),
    "Asia/Jerusalem": gettext_noop("Jerusalem"),
    "Africa/Cairo": gettext_noop("Cairo"),
    "Asia/Riyadh": gettext_noop("Riyadh"),
    "Europe/Samara": gettext_noop("Samara"),
    "Asia/Tbilisi": gettext_noop("Tbilisi"),
    "Asia/Yerevan": gettext_noop("Yerevan"),
    "Asia/Baku": gettext_noop("Baku"),
    "Asia/Dubai": gettext_noop("Dubai"),
    "Asia/Tehran": gettext_noop("Tehran"),
    "Asia/Yekaterinburg": gettext_noop("Yekaterinburg"),
    "Asia/Almaty": gettext_noop("Almaty"),
    "Asia/Tashkent": gettext_noop("Tashkent"),
    "Asia/Dushanbe": gettext_noop("Dushanbe"),
    "Asia/Ashgabat": gettext_noop("Ashgabat"),
    "Asia/Karachi": gettext_noop("Karachi"),
    "Asia/Kolkata": gettext_noop("Kolkata"),
    "Asia/Omsk": gettext_noop("Omsk"),
    "Asia/Bishkek": gettext_noop("Bishkek"),
    "Asia/Novosibirsk": gettext_noop("Novosibirsk"),
    "Asia/Krasnoyarsk": gettext_noop("Krasnoyarsk"),
    "Asia/Bangkok": gettext_noop("Bangkok"),
    "Asia/Irkutsk": gettext_noop("Irkutsk"),
    "Asia/Shanghai": gettext_noop("Shanghai"),
    "Asia/Singapore": gettext_noop("Singapore"),
    "Asia/Ulaanbaatar": gettext_noop("Ulaanbaatar"),
    "Asia/Yakutsk": gettext_noop("Yakutsk"),
    "Asia/Tokyo": gettext_noop("Tokyo"),
    "Asia/Seoul": gettext_noop("Seoul"),
    "Asia/Vladivostok": gettext_noop("Vladivostok"),
    "Australia/Sydney": gettext_noop("Sydney"),
    "Asia/Magadan": gettext_noop("Magadan"),
    "Asia/Kamchatka": gettext_noop("Kamchatka"),
    "Pacific/Auckland": gettext_noop("Auckland"),
}
