"""Which chats stand in a tab, by key (ARCHITECTURE §2): each source walks one index, the merged top is the page.

A tab is a union of sources: each of my groups (`unnest × LATERAL`), what I am responsible for, what I was added to. So a small group
costs what a large one does, and a million closed chats cost what ten do.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db import connection

from inbox import visibility
from inbox.enums import DialogState, Tab
from inbox.queries import keys
from projects.enums import Right
from projects.models import Member

WAITING, REST, NEWEST = "w", "r", "n"
ORDERS = {
    WAITING: ("c.waiting_since IS NOT NULL", "c.waiting_since", "ASC", ">"),
    REST: ("c.waiting_since IS NULL AND c.state <> 'done'", "c.last_at", "DESC", "<"),
    NEWEST: ("TRUE", "c.last_at", "DESC", "<"),
}
OF_GROUPS = """SELECT found.id, found.at FROM unnest(%(groups)s::bigint[]) AS mine (id) CROSS JOIN LATERAL (
    SELECT c.id, {column} AS at FROM inbox_chat c
    WHERE c.project_id = %(project)s AND c.state = %(state)s AND c.group_id = mine.id AND {condition} {after} {others}
    ORDER BY {column} {direction}, c.id {direction} LIMIT %(limit)s) AS found"""
LED = """(SELECT c.id, {column} AS at FROM inbox_chat c
    WHERE c.project_id = %(project)s AND c.state = %(state)s AND c.responsible_id = %(member)s AND {condition} {after} {group}
    ORDER BY {column} {direction}, c.id {direction} LIMIT %(limit)s)"""
ADDED = """(SELECT c.id, {column} AS at FROM inbox_participant p JOIN inbox_chat c ON c.id = p.chat_id AND c.dialog = p.dialog_id
    WHERE p.project_id = %(project)s AND p.member_id = %(member)s AND p.open AND c.project_id = %(project)s
    AND c.state = %(state)s AND {condition} {after} {group}
    ORDER BY {column} {direction}, c.id {direction} LIMIT %(limit)s)"""
# Years of dialogs one was added to: walked by the participant's own copy of the chat's time.
HELPED = """(SELECT p.chat_id, p.last_at AS at FROM inbox_participant p JOIN inbox_chat c ON c.id = p.chat_id AND c.dialog = p.dialog_id
    WHERE p.project_id = %(project)s AND p.member_id = %(member)s AND NOT p.open AND c.project_id = %(project)s
    AND c.state = %(state)s {helped_after} {group}
    ORDER BY p.last_at DESC, p.chat_id DESC LIMIT %(limit)s)"""
NOT_MINE = """AND c.responsible_id IS DISTINCT FROM %(member)s AND NOT EXISTS (
    SELECT 1 FROM inbox_participant p WHERE p.project_id = %(project)s AND p.member_id = %(member)s AND p.dialog_id = c.dialog)"""
STATES = {
    Tab.NEW: DialogState.NEW,
    Tab.MINE: DialogState.ACTIVE,
    Tab.OTHERS: DialogState.ACTIVE,
    Tab.DONE: DialogState.DONE,
}


@dataclass(frozen=True)
class Place:
    """Where a chat stands in a list: `key` continues after it; `at` is what it is ordered by in its `phase`."""

    chat: int
    key: str
    at: datetime.datetime
    phase: str


def places(
    member: Member, tab: Tab, group: int | None, after: str, limit: int, by_waiting: bool, part: str
) -> list[Place]:
    """At most `limit` chats of the tab after a key; what `group` and `part` mean: inbox.queries.lists.page."""
    sources = _sources(member, tab, part)
    if tab not in STATES or not sources:
        return []
    mine = visibility.group_ids(member)
    groups = [pk for pk in mine if group in (None, pk)]
    facts = {
        "project": member.project_id,
        "member": member.pk,
        "state": STATES[tab].value,
        "groups": groups,
        "group": group,
        "limit": limit,
    }
    phases = (WAITING, REST) if by_waiting and tab != Tab.DONE else (NEWEST,)
    start = after[:1] if after[:1] in phases else phases[0]
    found: list[Place] = []
    for phase in phases[phases.index(start) :]:
        cursor = keys.read(after[1:], 1) if phase == after[:1] else None
        wanted = limit - len(found)
        if wanted > 0:
            found += _run(sources, phase, facts | {"limit": wanted}, cursor, tab, group)
    return found


def _sources(member: Member, tab: Tab, part: str) -> list[str]:
    match tab:
        case Tab.NEW | Tab.OTHERS:
            return [OF_GROUPS]
        case Tab.MINE:
            return [source for name, source in (("responsible", LED), ("added", ADDED)) if part in ("", name)]
        case Tab.DONE:
            return [OF_GROUPS, LED, HELPED] if member.may(Right.INBOX_OTHERS) else [LED, HELPED]
    return []


def _run(
    sources: list[str],
    phase: str,
    facts: dict[str, Any],
    cursor: tuple[Any, ...] | None,
    tab: Tab,
    group: int | None,
) -> list[Place]:
    condition, column, direction, beyond = ORDERS[phase]
    after = f"AND ({column}, c.id) {beyond} (%(at)s, %(id)s)" if cursor else ""
    if cursor:
        facts = facts | {"at": cursor[0], "id": cursor[1]}
    shape = {
        "condition": condition,
        "column": column,
        "direction": direction,
        "after": after,
        "others": NOT_MINE if tab == Tab.OTHERS else "",
        "helped_after": "AND (p.last_at, p.chat_id) < (%(at)s, %(id)s)" if cursor else "",
        "group": "AND c.group_id = %(group)s" if group is not None else "",
    }
    union = " UNION ".join(source.format(**shape) for source in sources)
    # Every piece above is a constant of this module; values travel as parameters.
    sql = f"SELECT id, at FROM ({union}) AS merged ORDER BY at {direction}, id {direction} LIMIT %(limit)s"  # noqa: S608
    with connection.cursor() as database:
        database.execute(sql, facts)
        rows: list[tuple[int, datetime.datetime]] = database.fetchall()
    return [Place(chat, phase + keys.write(at, chat), at, phase) for chat, at in rows]
