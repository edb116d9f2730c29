"""The lists of chats behind the tabs (INB-1 to INB-5)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from channels_hub.models import MediaFile
from common import clock
from inbox import visibility
from inbox.enums import DialogState, Tab
from inbox.models import Chat, ChatRead, Dialog, Participant
from inbox.queries.faces import Face, faces
from inbox.queries.previewing import Preview, shown
from inbox.queries.tab_sql import places
from inbox.queries.urgency import urgency
from projects.models import Member

MOST = 200
ORDER_WAITING, ORDER_NEW = "waiting", "new"
# What a line is made of, and no more: fifty rows of six tables are thousands of values.
COLUMNS = (
    "project", "dialog", "state", "responsible", "last_at", "waiting_since", "preview", "rev", "client_count", "last_client_rev",
    "contact__first_name", "contact__last_name", "contact__photo__path", "contact__photo__preview",
    "channel__kind", "channel__name", "identity__username", "identity__external_id", "identity__blocked_at",
    "group__name", "group__general",
)  # fmt: skip


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
    preview: Preview
    at: datetime.datetime
    waiting: datetime.datetime | None
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
class Page:
    """`after` is the key of the next page, "" at the end."""

    rows: list[Row]
    after: str


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

    `order` "waiting": who waits longest first, then the rest newest first (New, Mine, Others); "new": newest first.
    Done is always newest first. `part` narrows Mine to "responsible" or "added". A tab the member has no right to is
    empty, as is Search, whose lists are its own; a malformed `after` gives the first page.
    """
    limit = max(1, min(limit, MOST))
    if tab not in visibility.tabs(member):
        return Page([], "")
    found = places(member, Tab(tab), group, after, limit + 1, order == ORDER_WAITING, part)
    more, found = found[limit:], found[:limit]
    return Page(rows(member, [place.chat for place in found]), found[-1].key if more else "")


def row(member: Member, chat: int, tab: Tab | str = "") -> Row | None:
    """One chat's line for the member, None when the member does not see it (or it does not stand in `tab`)."""
    found = Chat.objects.filter(visibility.visible_chats(member), pk=chat).first()
    if found is None or (tab and tab_of(member, found) != tab):
        return None
    return next(iter(rows(member, [chat])), None)


def tab_of(member: Member, chat: Chat) -> Tab | None:
    """The tab where the chat stands for this member now; None when in none."""
    inside = Participant.objects.filter(dialog=chat.dialog).values_list("member", flat=True)
    return visibility.tab_of(member, chat, list(inside) if chat.dialog else [])


def rows(member: Member, chats: Sequence[int]) -> list[Row]:
    """Lines of these chats, in their order, of the member's project; who may see them has been asked already."""
    if not chats:
        return []
    loaded = (
        Chat.objects.filter(pk__in=chats)
        .select_related("contact__photo", "channel", "identity", "group")
        .only(*COLUMNS)
    )
    found = {chat.pk: chat for chat in loaded}
    reads = {read.chat_id: read for read in ChatRead.objects.filter(member=member, chat__in=chats)}
    previous = previous_of([chat for chat in found.values() if chat.state == DialogState.NEW])
    people = faces([*(chat.responsible_id for chat in found.values()), *previous.values()], member)
    inside = Participant.objects.filter(member=member, open=True, chat__in=chats).values_list(
        "chat", flat=True
    )
    added, now = set(inside), clock.now()
    return [
        _row(member, found[pk], reads.get(pk), previous.get(pk), people, added, now)
        for pk in chats
        if pk in found
    ]


def previous_of(chats: Sequence[Chat]) -> dict[int, int]:
    """Who was responsible before, by chat, of new repeat dialogs (INB-2): member ids."""
    dialogs = [chat.dialog for chat in chats if chat.dialog]
    if not dialogs:
        return {}
    return dict(Dialog.objects.filter(pk__in=dialogs, previous__isnull=False).values_list("chat", "previous"))


def unread_of(chat: Chat, read: ChatRead | None) -> int:
    """Client messages that came after the member's mark; at least one when anything did."""
    if read is None:
        return chat.client_count
    if chat.last_client_rev <= read.rev:
        return 0
    return max(1, chat.client_count - read.client_count)


def _row(
    member: Member,
    chat: Chat,
    read: ChatRead | None,
    previous: int | None,
    people: dict[int, Face],
    added: set[int],
    now: datetime.datetime,
) -> Row:
    minutes, level, percent = urgency(chat.waiting_since, now, member.project)
    part = ""
    if chat.state == DialogState.ACTIVE:
        part = "responsible" if chat.responsible_id == member.pk else "added" if chat.pk in added else ""
    return Row(
        chat=chat.pk,
        contact=chat.contact_id,
        name=chat.contact.name or chat.identity.username or chat.identity.external_id,
        photo=chat.contact.photo,
        kind=chat.channel.kind,
        channel=chat.channel.name,
        state=chat.state,
        preview=shown(chat.preview, member.pk, chat.last_at),
        at=chat.last_at,
        waiting=chat.waiting_since,
        minutes=minutes,
        level=level,
        percent=percent,
        unread=unread_of(chat, read),
        responsible=people.get(chat.responsible_id or 0),
        previous=people.get(previous or 0),
        part=part,
        group=chat.group.name if not chat.group.general else "",
        blocked=chat.identity.blocked_at is not None,
        rev=chat.rev,
    )
