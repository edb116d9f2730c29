"""A chat as a member sees it, asked once for everything a page draws of it."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery

from inbox import visibility
from inbox.enums import ChatAct
from inbox.models import Chat, ChatRead, Dialog, Entry, Participant
from projects.enums import Right
from projects.models import Member

COLUMNS = (
    "project", "dialog", "state", "responsible", "waiting_since", "last_client_at", "client_count", "last_client_rev", "rev",
    "contact__first_name", "contact__last_name", "contact__photo__path", "contact__photo__preview",
    "channel__kind", "channel__name", "channel__username", "channel__connected",
    "identity__username", "identity__external_id", "identity__blocked_at", "group__name", "group__general",
)  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """Which of the chat's dialogs are shown to the reader, which are not, what the reader may do, and whether contact data
    is theirs to see. `inside`: the participants of the present dialog; `unread`: client messages the reader has not seen."""

    chat: Chat
    shown: list[Dialog]
    left_out: list[Dialog]
    inside: list[int]
    acts: frozenset[ChatAct]
    data: bool
    unread: int

    @property
    def dialog(self) -> Dialog | None:
        """The present dialog, shown or not."""
        return next((one for one in (*self.shown, *self.left_out) if one.pk == self.chat.dialog), None)

    def entries(self) -> Any:
        """Its entries that the reader may see; those outside a dialog belong to the current one."""
        rows = Entry.objects.filter(chat=self.chat)
        if not self.left_out:
            return rows
        some = Q(dialog__in=[dialog.pk for dialog in self.shown])
        if self.chat.dialog in {dialog.pk for dialog in self.shown}:
            some |= Q(dialog=None)
        return rows.filter(some)


def look(member: Member, chat: int) -> Seen | None:
    """The chat with its dialogs sorted by visibility; None when the member sees none of them."""
    return member.once(f"seen {chat}", lambda: _look(member, chat))


def unread_of(client_count: int, last_client_rev: int, rev: int | None, count: int | None) -> int:
    """Client messages that came after a member's mark (`rev`, `count`; None: never read); at least one when anything did."""
    if rev is None or count is None:
        return client_count
    return max(1, client_count - count) if last_client_rev > rev else 0


def _look(member: Member, chat: int) -> Seen | None:
    mark = ChatRead.objects.filter(member=member, chat=OuterRef("pk"))
    rows = (
        Chat.objects.filter(pk=chat)
        .select_related("contact__photo", "identity", "channel", "group")
        .only(*COLUMNS)
        .annotate(read_rev=Subquery(mark.values("rev")), read_count=Subquery(mark.values("client_count")))
        .order_by()[:1]
    )
    row = next(iter(rows), None)
    if row is None:
        return None
    people = Participant.objects.filter(dialog=OuterRef("pk")).order_by("id").values("member")
    seer = visibility.snapshot(member)
    shown: list[Dialog] = []
    left_out: list[Dialog] = []
    current: list[int] = []
    for dialog in Dialog.objects.filter(chat=row).annotate(inside=ArraySubquery(people)).order_by("number"):
        sees = seer.visible(dialog.state, dialog.group_id, dialog.responsible_id, dialog.inside)
        (shown if sees else left_out).append(dialog)
        if dialog.pk == row.dialog:
            current = dialog.inside
    if not shown and not seer.visible(row.state, row.group_id, row.responsible_id, current):
        return None
    acts = visibility.acts(member, row, current, seer)
    unread = unread_of(row.client_count, row.last_client_rev, row.read_rev, row.read_count) if acts else 0
    return Seen(row, shown, left_out, current, acts, member.may(Right.CONTACTS_SEE), unread)
