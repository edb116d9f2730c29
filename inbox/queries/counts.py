"""Counts on the tabs (INB-1), true and shared: one query a project, not one a member (ARCHITECTURE §8)."""

from dataclasses import dataclass

from django.db.models import Count, F, Q

from inbox import visibility
from inbox.enums import DialogState, Tab
from inbox.models import Chat, ChatRead, Participant
from projects.models import Member


@dataclass(frozen=True)
class Counts:
    """None for a tab without the right. `mine` = `responsible` + `added`. `unread`: chats of Mine with something new."""

    new: int | None
    mine: int | None
    others: int | None
    responsible: int
    added: int
    unread: int


@dataclass(frozen=True)
class Shared:
    """What all members' counts are made of: open dialogs by (group, state, responsible) and by (group, added member)."""

    open: dict[tuple[int, str, int | None], int]
    added: dict[tuple[int, int], int]


def shared() -> Shared:
    """The active project's open dialogs, counted: two queries whatever the team's size; load once for many members."""
    rows = (
        Chat.objects.exclude(state=DialogState.DONE).order_by().values_list("group", "state", "responsible")
    )
    inside = Participant.objects.filter(
        open=True, chat__state=DialogState.ACTIVE, chat__dialog=F("dialog")
    ).order_by()
    return Shared(
        {(group, state, who): n for group, state, who, n in rows.annotate(n=Count("pk"))},
        {
            (group, who): n
            for group, who, n in inside.values_list("chat__group", "member").annotate(n=Count("pk"))
        },
    )


def of(member: Member, whole: Shared | None = None) -> Counts:
    """The member's counts; `whole` saves the shared queries."""
    whole = whole or shared()
    seer = visibility.snapshot(member)
    tabs = visibility.tabs(member)

    def inside(group: int) -> bool:
        return seer.groups is None or group in seer.groups

    new = sum(n for (group, state, _), n in whole.open.items() if state == DialogState.NEW and inside(group))
    active = {key: n for key, n in whole.open.items() if key[1] == DialogState.ACTIVE}
    led = sum(n for (_, _, who), n in active.items() if who == member.pk)
    added = sum(n for (_, who), n in whole.added.items() if who == member.pk)
    others = sum(n for (group, _, who), n in active.items() if who != member.pk and inside(group))
    others -= sum(n for (group, who), n in whole.added.items() if who == member.pk and inside(group))
    return Counts(
        new=new if Tab.NEW in tabs else None,
        mine=led + added if Tab.MINE in tabs else None,
        others=others if Tab.OTHERS in tabs else None,
        responsible=led if Tab.MINE in tabs else 0,
        added=added if Tab.MINE in tabs else 0,
        unread=unread(member) if Tab.MINE in tabs else 0,
    )


def unread(member: Member) -> int:
    """Chats of Mine with a client's message that the member has not seen."""
    within = Participant.objects.filter(member=member, open=True).values("chat")
    mine = Chat.objects.filter(Q(responsible=member) | Q(pk__in=within), state=DialogState.ACTIVE)
    seen = ChatRead.objects.filter(member=member, chat__in=mine.values("pk"))
    read = dict(seen.values_list("chat", "rev"))
    return sum(1 for pk, rev in mine.values_list("pk", "last_client_rev") if rev > read.get(pk, 0))
