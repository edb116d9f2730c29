"""The lists of chats behind the tabs (INB-1 to INB-5)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from channels_hub.models import MediaFile
from inbox.enums import Tab
from inbox.queries.faces import Face
from projects.models import Member


@dataclass(frozen=True)
class Row:
    """One line of a list, complete for drawing.

    `photo` is the contact's picture file (staff_link makes its address). `preview` is what the line says: see `Preview`.
    `at` is the last message's time. `waiting` is since when the client waits, None when answered; `minutes` how long;
    `level` "", "ok", "warn" or "late" and `percent` 0…100 fill the ring over the project's answer time. `unread` is the
    number of client messages this member has not seen. `previous` only in New (INB-2). `part` is "responsible" or "added" in Mine
    (INB-3), else "". `group` is its name, empty for the general one.
    """

    chat: int
    contact: int
    name: str
    photo: MediaFile | None
    kind: str
    channel: str
    state: str
    preview: "Preview"
    at: datetime
    waiting: datetime | None
    minutes: int
    level: str
    percent: int
    unread: int
    responsible: Face | None
    previous: Face | None
    part: str
    group: str
    blocked: bool
    rev: int


@dataclass(frozen=True)
class Preview:
    """`text` is ready words (a service line's sentence, "Photo" for a picture); `author` the colleague of a note or message,
    empty for the client and for oneself; `kind` and `direction` of the entry; `state` of an outgoing one."""

    text: str
    kind: str = "message"
    direction: str = "in"
    author: str = ""
    state: str = ""
    media: str = ""


@dataclass(frozen=True)
class Page:
    """`after` is the key of the next page, "" at the end."""

    rows: list[Row]
    after: str


ORDER_WAITING, ORDER_NEW = "waiting", "new"


def page(
    member: Member,
    tab: Tab | str,
    group: int | None = None,
    after: str = "",
    limit: int = 50,
    order: str = ORDER_WAITING,
    part: str = "",
) -> Page:
    """One page of a tab, by key.

    `order` "waiting": who waits longest first, then the rest newest first (New, Mine, Others; the whole open set is
    small); "new": newest first. Done is always newest first. `part` narrows Mine to "responsible" or "added". A tab the
    member has no right to is empty; a malformed `after` gives the first page.
    """
    raise NotImplementedError


def row(member: Member, chat: int, tab: Tab | str = "") -> Row | None:
    """One chat's line for the member, None when the member does not see it (or it does not stand in `tab`)."""
    raise NotImplementedError


def tab_of(member: Member, chat: Any) -> Tab | None:
    """The tab where the chat stands for this member now; None when in none."""
    raise NotImplementedError
