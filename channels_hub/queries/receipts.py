"""Receipts as the two sides of the way in need them: stored by the intake, read by the lane (ARCHITECTURE §3)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg2 import Binary

from channels_hub.enums import ReceiptState

_STORE = """
WITH given AS (
    SELECT * FROM unnest(%(projects)s::bigint[], %(channels)s::bigint[], %(events)s::varchar[], %(peers)s::varchar[],
                         %(bodies)s::bytea[]) WITH ORDINALITY AS t (project, channel, event, peer, body, n)
), fresh AS (
    INSERT INTO channels_hub_receipt_key (channel, event, received_at)
    SELECT channel, event, now() FROM given ORDER BY channel, event
    ON CONFLICT DO NOTHING RETURNING channel, event
)
INSERT INTO channels_hub_receipt (project, channel, event, peer, body, received_at)
SELECT g.project, g.channel, g.event, g.peer, g.body, now()
FROM given g JOIN fresh USING (channel, event) ORDER BY g.n
"""
_WAITING = """
SELECT id, received_at, body FROM channels_hub_receipt
WHERE project = %s AND channel = %s AND state = 0 ORDER BY id LIMIT %s
"""
_BUSY = """
WITH RECURSIVE busy AS (
    (SELECT project, channel FROM channels_hub_receipt WHERE state = 0 ORDER BY channel LIMIT 1)
    UNION ALL
    SELECT next.project, next.channel FROM busy CROSS JOIN LATERAL (
        SELECT r.project, r.channel FROM channels_hub_receipt r
        WHERE r.state = 0 AND r.channel > busy.channel ORDER BY r.channel LIMIT 1
    ) AS next
)
SELECT project, channel FROM busy
"""
_MARK = """
UPDATE channels_hub_receipt AS r SET state = m.state, error = m.error, tries = r.tries + 1
FROM unnest(%(ids)s::bigint[], %(states)s::smallint[], %(errors)s::text[]) AS m (id, state, error)
WHERE r.id = m.id AND r.project = %(project)s AND r.received_at BETWEEN %(first)s AND %(last)s
"""
_REPLAY = """
UPDATE channels_hub_receipt SET state = 0, error = ''
WHERE project = %s AND id = ANY(%s) AND state IN (2, 3) RETURNING channel
"""

_REPLAY_BROKEN = """
UPDATE channels_hub_receipt SET state = 0, error = '' WHERE project = %s AND channel = %s AND state = 2
"""


@dataclass(frozen=True)
class Row:
    """A part to store. Unique by channel and event."""

    project: int
    channel: int
    event: str
    peer: str
    body: bytes


@dataclass(frozen=True)
class Waiting:
    """A stored receipt that nobody interpreted yet."""

    id: int
    received_at: datetime.datetime
    body: bytes


@dataclass(frozen=True)
class Mark:
    """What became of a receipt; `error` says where it failed, never what was in it."""

    id: int
    state: ReceiptState
    error: str = ""


def store(cursor: Any, rows: Sequence[Row]) -> None:
    """Insert what is new, in the order given, in one round trip; `rows` hold no two with one key.

    Received is the database's own now(): days are made and dropped by it, and a moved test clock meets no missing day.
    Keys are inserted in key order, so that two processes storing the same events wait for each other in one direction.
    """
    cursor.execute(
        _STORE,
        {
            "projects": [row.project for row in rows],
            "channels": [row.channel for row in rows],
            "events": [row.event for row in rows],
            "peers": [row.peer for row in rows],
            "bodies": [Binary(row.body) for row in rows],
        },
    )


def waiting(cursor: Any, project: int, channel: int, limit: int) -> list[Waiting]:
    """The oldest receipts of a channel that wait."""
    cursor.execute(_WAITING, (project, channel, limit))
    return [Waiting(key, received_at, bytes(body)) for key, received_at, body in cursor.fetchall()]


def busy(cursor: Any) -> list[tuple[int, int]]:
    """(project, channel) of all channels with waiting receipts, over all projects (the lanes' sweep)."""
    cursor.execute(_BUSY)
    return list(cursor.fetchall())


def mark(
    cursor: Any, project: int, marks: Iterable[Mark], first: datetime.datetime, last: datetime.datetime
) -> None:
    """Write what became of receipts; `first` and `last` bound their received_at (it finds the days)."""
    listed = list(marks)
    cursor.execute(
        _MARK,
        {
            "ids": [one.id for one in listed],
            "states": [int(one.state) for one in listed],
            "errors": [one.error for one in listed],
            "project": project,
            "first": first,
            "last": last,
        },
    )


def replay(cursor: Any, project: int, receipts: Sequence[int]) -> set[int]:
    """Let broken and unknown receipts wait again; returns their channels."""
    cursor.execute(_REPLAY, (project, list(receipts)))
    return {channel for (channel,) in cursor.fetchall()}


def replay_broken(cursor: Any, project: int, channel: int) -> int:
    """Let all broken receipts of a channel wait again; returns how many."""
    cursor.execute(_REPLAY_BROKEN, (project, channel))
    return int(cursor.rowcount)
