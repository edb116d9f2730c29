"""Counts on the tabs (INB-1), true and shared: one query a project, not one a member (ARCHITECTURE §8)."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Count

from inbox import visibility
from inbox.enums import DialogState, Tab
from inbox.models import Chat
from inbox.queries.sharing import together
from projects.models import Member

# A member's own open dialogs, led and added to, by group; what is unread among them. What was read is asked for each: a
# join would walk the marks of years.
MINE = """SELECT mine.group_id, mine.led, count(*),
    count(*) FILTER (WHERE mine.last_client_rev > COALESCE((SELECT seen.rev FROM inbox_chatread seen
        WHERE seen.member_id = %(member)s AND seen.chat_id = mine.id), 0))
FROM (
    SELECT c.id, c.group_id, c.last_client_rev, TRUE AS led FROM inbox_chat c
    WHERE c.project_id = %(project)s AND c.state = 'active' AND c.responsible_id = %(member)s
    UNION ALL
    SELECT c.id, c.group_id, c.last_client_rev, FALSE FROM inbox_participant p JOIN inbox_chat c
    ON c.id = p.chat_id AND c.dialog = p.dialog_id
    WHERE p.project_id = %(project)s AND p.member_id = %(member)s AND p.open AND c.project_id = %(project)s
    AND c.state = 'active') AS mine
GROUP BY 1, 2"""


@dataclass(frozen=True)
class Counts:
    """None for a tab without the right. `mine` = `responsible` + `added`. `unread`: chats of Mine with something new."""

    new: int | None
    mine: int | None
    others: int | None
    responsible: int
    added: int
    unread: int


Open = dict[tuple[int, str], int]
"""Open dialogs of the project by (group, state): what all members' counts are made of."""


def of(member: Member) -> Counts:
    """The member's counts: a query that members who ask at once share, and one for what is the member's own."""
    return member.once("counts", lambda: _of(member))


def _of(member: Member) -> Counts:
    whole = together(("counts", member.project_id), open_dialogs)
    seer = visibility.snapshot(member)
    tabs = visibility.tabs(member)
    own = _own(member)

    def inside(group: int) -> bool:
        return seer.groups is None or group in seer.groups

    def standing(state: DialogState) -> int:
        return sum(n for (group, its), n in whole.items() if its == state and inside(group))

    led = sum(n for _, is_led, n, _ in own if is_led)
    added = sum(n for _, is_led, n, _ in own if not is_led)
    # Both were asked a moment apart: a dialog taken between them must not make the difference negative.
    others = max(0, standing(DialogState.ACTIVE) - sum(n for group, _, n, _ in own if inside(group)))
    return Counts(
        new=standing(DialogState.NEW) if Tab.NEW in tabs else None,
        mine=led + added if Tab.MINE in tabs else None,
        others=others if Tab.OTHERS in tabs else None,
        responsible=led if Tab.MINE in tabs else 0,
        added=added if Tab.MINE in tabs else 0,
        unread=sum(unread for *_, unread in own) if Tab.MINE in tabs else 0,
    )


def open_dialogs() -> Open:
    """The active project's open dialogs, counted in a partial index of open ones alone (no column outside it is read)."""
    rows = Chat.objects.exclude(state=DialogState.DONE).order_by().values_list("group", "state")
    return {(group, state): n for group, state, n in rows.annotate(n=Count("*"))}


def _own(member: Member) -> list[tuple[int, bool, int, int]]:
    """(group, led, dialogs, unread) of the member's open dialogs."""
    with connection.cursor() as cursor:
        cursor.execute(MINE, {"project": member.project_id, "member": member.pk})
        return list(cursor.fetchall())
