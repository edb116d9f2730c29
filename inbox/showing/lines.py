"""A timeline as lines to draw: days, borders of dialogs, what is unread, entries.

Each line has an id and an order that sorts as text, so that a page puts late ones in their place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inbox.enums import Direction, EntryKind
from inbox.queries import keys
from inbox.queries.timeline import DialogFacts, Item, Timeline
from inbox.showing import files, lacks
from inbox.showing.texts import linkified

KINDS = {"chain": "chain", "broadcast": "broadcast", "autoresponder": "auto"}
RUN = timedelta(minutes=10)
DIGITS = 20


@dataclass(frozen=True)
class Mark:
    """How far our message went: lucide icon, what it says of itself, words for those who do not see it."""

    icon: str
    words: str
    data: str = ""


@dataclass(frozen=True)
class Line:
    """`shape` is day, dialog, unread, event, hidden or message; `by` groups a run of bubbles, `cont` goes on with one.

    `body` of a message: text, media, map, contact, lack or sticker; `bare` without a bubble; `after`: something stands under it.
    """

    shape: str
    id: str
    order: str
    at: datetime
    item: Item | None = None
    facts: DialogFacts | None = None
    kind: str = ""
    by: str = ""
    staff: bool = False
    mine: bool = False
    cont: bool = False
    html: SafeString = field(default_factory=SafeString)
    media: tuple[files.Shown, ...] = ()
    lack: lacks.Lack | None = None
    map: str = ""
    state: str = ""
    intent: str = ""
    body: str = "text"
    bare: bool = False
    after: bool = False
    mark: Mark | None = None


def order(key: str) -> str:
    """An item's key, its numbers padded to sort as text."""
    return ".".join(number.zfill(DIGITS) for number in re.findall(r"\d+", key))


def lines(timeline: Timeline, unread: int = 0) -> list[Line]:
    """The timeline's lines for this reader; `unread` client messages at its end stand under a line of their own, if all are here."""
    first_unread = _first_unread(timeline.items, unread)
    drawn: list[Line] = []
    for item in timeline.items:
        drawn += _around(item, timeline, first_unread, {each.id for each in drawn})
        line = _entry(item)
        if drawn and line.by and drawn[-1].by == line.by and line.at - drawn[-1].at < RUN:
            line = replace(line, cont=True)
        drawn.append(line)
    return drawn


def _around(item: Item, timeline: Timeline, first_unread: int, known: set[str]) -> Iterator[Line]:
    here = timezone.localtime(item.at)
    day = f"day-{here:%Y-%m-%d}"
    if day not in known:
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        yield Line("day", day, order(keys.write(midnight)), item.at)
    before = order(item.key).rpartition(".")[0] + "."
    facts = timeline.dialogs.get(item.dialog or 0)
    if (
        facts
        and not item.hidden
        and (facts.number > 1 or facts.closed_at)
        and f"dialog-{facts.id}" not in known
    ):
        yield Line("dialog", f"dialog-{facts.id}", before, item.at, facts=facts)
    if item.id == first_unread and not item.hidden:
        yield Line("unread", "unread-line", before, item.at)


def _first_unread(items: list[Item], unread: int) -> int:
    if unread < 1:
        return 0
    written = [item.id for item in items if item.direction == Direction.IN and item.kind == EntryKind.MESSAGE]
    return written[-unread] if len(written) >= unread else 0


def _entry(item: Item) -> Line:
    if item.hidden:
        return Line("hidden", f"hidden-{item.dialog}-{item.id}", order(item.key), item.at, item)
    base = Line("event", f"entry-{item.id}", order(item.key), item.at, item)
    if item.kind == EntryKind.SERVICE:
        return base
    note = item.kind == EntryKind.NOTE
    mine = item.author is not None and item.author.me
    author = str(item.author.member) if item.author else item.origin
    kind = "note" if note else KINDS.get(item.origin, "")
    media = tuple(files.shown(file) for file in item.media)
    place = _map(item.content.get("location") or {})
    html = linkified(item.text) if item.text else SafeString()
    lack = lacks.lack(item.content.get("unsupported", ""))
    return replace(
        base,
        shape="message",
        kind=kind,
        by=f"{item.direction}:{kind}:{'' if item.direction == Direction.IN else author}",
        mine=mine,
        staff=bool(
            item.direction == Direction.OUT and not kind and not mine and (item.author or item.author_name)
        ),
        html=html,
        media=media,
        lack=lack,
        map=place,
        intent=item.intent.rpartition(":")[2] if mine else "",
        state={"failed": "failed", "uncertain": "unsure", "queued": "queued"}.get(item.state, ""),
        body=_body(item, media, place, lack, html),
        bare=any(file.look in ("sticker", "sticker_video") for file in media),
        after=_after(item),
        mark=_mark(item.state) if not note and item.direction != Direction.IN else None,
    )


def _body(
    item: Item, media: tuple[files.Shown, ...], place: str, lack: lacks.Lack | None, html: SafeString
) -> str:
    if media:
        return "media"
    if place:
        return "map"
    if item.content.get("contact"):
        return "contact"
    if lack:
        return "lack"
    return "sticker" if item.content.get("sticker") and not html else "text"


def _after(item: Item) -> bool:
    stuck = item.state in ("failed", "uncertain") or (item.state == "queued" and bool(item.error))
    return stuck or bool(item.versions or item.link or item.content.get("buttons"))


def _mark(state: str) -> Mark | None:
    match state:
        case "queued":
            return Mark("clock", _("queued"))
        case "sent":
            return Mark("check", _("sent"))
        case "delivered":
            return Mark("check-check", _("delivered"))
        case "read":
            return Mark("check-check", pgettext("message", "read"), "read")
        case "uncertain":
            return Mark("circle-question-mark", _("perhaps delivered"))
        case "failed":
            return Mark("circle-alert", _("not sent"))
    return None


def _map(place: dict[str, object]) -> str:
    """A map by coordinates, opened by a click: nothing is loaded from outside while reading."""
    try:
        latitude, longitude = float(str(place["latitude"])), float(str(place["longitude"]))
    except (KeyError, ValueError):
        return ""
    return f"https://www.openstreetmap.org/?mlat={latitude:.6f}&mlon={longitude:.6f}#map=16/{latitude:.6f}/{longitude:.6f}"
