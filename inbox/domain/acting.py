"""The frame of every act on a chat: the member as one is now, the chat's row locked, a rev, service lines, one hint."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common import clock
from inbox import live, visibility
from inbox.domain.ordering import advance, own_place
from inbox.domain.previews import is_shown, preview
from inbox.domain.refusals import Refused
from inbox.enums import DialogState, EntryKind, Verb
from inbox.models import Chat, Dialog, Entry, Participant
from projects.models import Member


@dataclass
class Held:
    """A locked chat. `participants` are member ids of its open dialog. `member` is who acts."""

    member: Member
    chat: Chat
    dialog: Dialog | None
    participants: list[int]
    now: datetime.datetime
    was: dict[str, Any] = field(default_factory=dict)
    changed: bool = False

    def touch(self) -> int:
        """The rev of this act."""
        if not self.changed:
            self.changed = True
            self.chat.rev += 1
        return self.chat.rev

    def add(self, entry: Entry, media: str = "") -> Entry:
        """Store a new entry of ours, after all that is shown; messages and notes become the list's preview."""
        entry.project_id, entry.chat, entry.rev = self.chat.project_id, self.chat, self.touch()
        entry.dialog = self.dialog.pk if self.dialog else None
        entry.at, entry.number = own_place(self.chat, self.now)
        entry.created_at = self.now
        entry.save(force_insert=True)
        advance(self.chat, entry)
        if is_shown(entry):
            self.chat.preview, self.chat.last_at = preview(entry, media), entry.at
        return entry

    def line(self, verb: Verb, whom: Member | None = None, **content: Any) -> Entry:
        """Leave a service line (INB-14): verb, ids and the names as they are now."""
        if whom is not None:
            content["whom"] = {"member": whom.pk, "name": whom.person.name}
        return self.add(
            Entry(
                kind=EntryKind.SERVICE,
                verb=verb,
                author=self.member,
                author_name=self.member.person.name,
                content=content,
            )
        )

    def join(self, whom: Member) -> None:
        """Make somebody a participant of the open dialog, once."""
        if self.dialog is None or whom.pk in self.participants or whom.pk == self.chat.responsible_id:
            return
        Participant.objects.create(
            project_id=self.chat.project_id, chat=self.chat, dialog=self.dialog, member=whom, since=self.now
        )
        self.participants.append(whom.pk)

    def save(self) -> None:
        """Write the chat and tell the pages, when something was changed."""
        if self.changed:
            self.chat.save()
            live.tell(self.chat, self.participants, self.was)


@contextmanager
def acting(member: Member, chat: int) -> Iterator[Held]:
    """One transaction with the chat's row locked; changes are saved at the end, or nothing when the block raises.

    The member's row is locked too: nobody becomes responsible while being removed. Raises Refused "gone" for a chat
    that is not there, or a member who is not any more; what the member may see the block checks itself.
    """
    with transaction.atomic():
        fresh = _fresh(member)
        held = hold(fresh, chat)
        yield held
        held.save()


def hold(member: Member, chat: int) -> Held:
    """Lock one chat's row and load what stands around it; in the caller's transaction.

    Nothing is joined to the locking query: after a wait it gives the newest chat beside neighbours of before.
    """
    row = Chat.objects.select_for_update(no_key=True, of=("self",)).filter(pk=chat).first()
    if row is None:
        raise gone()
    if row.responsible_id is not None:
        row.responsible = Member.objects.select_related("person").get(pk=row.responsible_id)
    dialog = Dialog.objects.filter(pk=row.dialog).first() if row.dialog else None
    inside: list[int] = []
    if dialog is not None and dialog.state == DialogState.ACTIVE:
        inside = list(Participant.objects.filter(dialog=dialog).values_list("member", flat=True))
    return Held(member, row, dialog, inside, clock.now(), live.routing(row, inside))


def _fresh(member: Member) -> Member:
    rows = (
        Member.objects.present()
        .select_for_update(no_key=True, of=("self",))
        .select_related("person", "project")
    )
    row: Member | None = rows.filter(pk=member.pk).first()
    if row is None:
        raise gone()
    return row


def may_see(held: Held) -> None:
    """Raise Refused "gone" unless the member sees the chat's current dialog."""
    chat = held.chat
    if not visibility.snapshot(held.member).visible(
        chat.state, chat.group_id, chat.responsible_id, held.participants
    ):
        raise gone()


def gone() -> Refused:
    """What is not there and what one may not see look the same."""
    return Refused(_("This chat is not open to you any more."), "gone")
