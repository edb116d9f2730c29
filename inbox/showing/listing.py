"""The list of one tab: its parts with their rows, the tabs with their counts."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inbox import visibility
from inbox.enums import Tab
from inbox.queries import counts, lists
from inbox.showing import rows
from projects.models import Member

FIRST = 50
MOST = 200


@dataclass(frozen=True)
class TabShown:
    key: str
    label: str
    count: int | None


@dataclass(frozen=True)
class Part:
    """`key` is the part of Mine, else empty; `after` the key of its next page."""

    key: str
    title: str
    count: int | None
    rows: list[rows.Shown]
    after: str


@dataclass(frozen=True)
class Listing:
    tab: str
    tabs: list[TabShown]
    parts: list[Part]
    order: str
    counts: counts.Counts
    two: bool

    @property
    def empty(self) -> bool:
        return not any(part.rows for part in self.parts)


def tab_label(tab: str) -> str:
    """The tab's name."""
    return {
        Tab.NEW: pgettext("tab", "New"),
        Tab.MINE: pgettext("tab", "Mine"),
        Tab.OTHERS: pgettext("tab", "Others"),
        Tab.DONE: pgettext("tab", "Done"),
    }[Tab(tab)]


def tabs(member: Member, counted: counts.Counts) -> list[TabShown]:
    """The tabs that work today, in order; Done has no count."""
    numbers = {Tab.NEW: counted.new, Tab.MINE: counted.mine, Tab.OTHERS: counted.others}
    return [
        TabShown(tab.value, tab_label(tab), numbers.get(tab))
        for tab in visibility.tabs(member)
        if tab != Tab.SEARCH
    ]


def part(member: Member, tab: str, key: str, order: str, after: str = "", limit: int = FIRST) -> Part:
    """One page of a tab, or of a part of Mine, its count still unknown."""
    page = lists.page(member, tab, after=after, limit=limit, order=order, part=key)
    return Part(key, "", None, [rows.shown(member, row) for row in page.rows], page.after)


def listing(member: Member, tab: str, order: str = lists.ORDER_WAITING, limit: int = FIRST) -> Listing:
    """Everything the list pane shows of a tab."""
    counted = counts.of(member)
    titles: list[tuple[str, str, int | None]] = [("", "", None)]
    if tab == Tab.MINE:
        titles = [
            ("responsible", _("I am responsible"), counted.responsible),
            ("added", _("I was added"), counted.added),
        ]
    elif tab == Tab.NEW:
        titles = [("", _("Waiting for an answer"), counted.new)]
    elif tab == Tab.OTHERS:
        titles = [("", _("Taken by colleagues"), counted.others)]
    elif tab == Tab.DONE:
        titles = [("", _("Closed"), None)]
    parts = []
    for key, title, count in titles:
        page = part(member, tab, key, order, limit=min(limit, MOST))
        parts.append(Part(key, title, count, page.rows, page.after))
    return Listing(tab, tabs(member, counted), parts, order, counted, two=tab == Tab.NEW)
