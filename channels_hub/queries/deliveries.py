"""Deliveries as the sender moves them, over all projects at once (ARCHITECTURE §4).

A sender serves many channels of many projects in one statement, so these run inside `everywhere(…)`; what they return names
the project, and whatever follows enters its scope. Moments named `now` are business time; leases use the database's now().
"""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

CLAIM_SECONDS = 15

# A claim that a crash forgets is a claim not made: the commit before the call is the durable one. The indexes are right
# for any size; right after a big broadcast was queued the planner's figures are old and a scan of it all would take minutes.
_PREPARE = """
SELECT set_config('synchronous_commit', 'off', true), set_config('enable_seqscan', 'off', true),
       set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
       set_config('statement_timeout', '5s', true)
"""
_BUSY = """
WITH RECURSIVE busy AS (
    (SELECT project_id, channel_id FROM channels_hub_delivery WHERE state = 'queued' ORDER BY channel_id LIMIT 1)
    UNION ALL
    SELECT next.project_id, next.channel_id FROM busy CROSS JOIN LATERAL (
        SELECT d.project_id, d.channel_id FROM channels_hub_delivery d
        WHERE d.state = 'queued' AND d.channel_id > busy.channel_id ORDER BY d.channel_id LIMIT 1
    ) AS next
)
SELECT project_id, channel_id FROM busy
"""
_LOCK = """
SELECT c.id, c.project_id, c.kind, c.token,
       c.connected AND c.health NOT IN ('token', 'blocked', 'permission', 'off') AS sends,
       COALESCE(EXTRACT(EPOCH FROM c.blocked_until - %(now)s), 0)::float AS silent
FROM channels_hub_channel c WHERE c.id = ANY(%(channels)s) ORDER BY c.id FOR NO KEY UPDATE SKIP LOCKED
"""
_CLAIM = """
WITH wanted AS (
    SELECT * FROM unnest(%(channels)s::bigint[], %(rooms)s::int[]) AS t (channel, room)
), picked AS (
    SELECT p.id FROM wanted w CROSS JOIN LATERAL (
        SELECT d.id FROM channels_hub_delivery d
        WHERE d.channel_id = w.channel AND d.state = 'queued' AND d.due_at <= %(now)s
          AND d.chat <> ALL(%(resting)s::bigint[])
          AND NOT EXISTS (
              SELECT 1 FROM channels_hub_delivery o
              WHERE o.chat = d.chat AND o.state IN ('queued', 'claimed', 'calling')
                AND (o.state <> 'queued' OR (o.priority, o.id) < (d.priority, d.id))
              OFFSET 0)
        ORDER BY d.priority, d.id LIMIT w.room
    ) AS p
)
UPDATE channels_hub_delivery d
SET state = 'claimed', attempt = gen_random_uuid(), lease_until = now() + make_interval(secs => %(seconds)s)
FROM picked WHERE d.id = picked.id AND d.state = 'queued'
RETURNING d.id, d.project_id, d.channel_id, d.chat, d.entry, d.peer, d.priority, d.content, d.attempt::text, d.tries,
          COALESCE(EXTRACT(EPOCH FROM %(now)s - d.first_tried_at), 0)::float, d.doubt
"""
# Asked chat by chat: as one condition the planner would rather walk all that is queued.
_RESTING = """
SELECT r.chat FROM unnest(%s::bigint[]) AS r (chat) WHERE EXISTS (
    SELECT 1 FROM channels_hub_delivery d
    WHERE d.chat = r.chat AND d.state IN ('queued', 'claimed', 'calling') AND d.state = 'queued' OFFSET 0)
"""
_START = """
UPDATE channels_hub_delivery d
SET state = 'calling', first_tried_at = COALESCE(d.first_tried_at, %(now)s),
    lease_until = now() + make_interval(secs => s.seconds)
FROM unnest(%(ids)s::bigint[], %(attempts)s::uuid[], %(seconds)s::int[]) AS s (id, attempt, seconds)
WHERE d.id = s.id AND d.attempt = s.attempt AND d.state = 'claimed' AND d.lease_until > now()
RETURNING d.id
"""
_RELEASE = """
UPDATE channels_hub_delivery d SET state = 'queued', attempt = NULL, lease_until = NULL
FROM unnest(%s::bigint[], %s::uuid[]) AS r (id, attempt)
WHERE d.id = r.id AND d.attempt = r.attempt AND d.state = 'claimed'
"""
_SETTLE = """
UPDATE channels_hub_delivery d
SET state = o.state, provider_id = o.provider_id, error_code = o.code, error_text = o.text,
    due_at = CASE WHEN o.state = 'queued' THEN %(now)s + make_interval(secs => o.after) ELSE d.due_at END,
    tries = d.tries + o.tried, doubt = o.state = 'queued' AND (d.doubt OR o.doubt), lease_until = NULL,
    attempt = CASE WHEN o.state = 'queued' THEN NULL ELSE d.attempt END,
    settled_at = CASE WHEN o.state = 'queued' THEN NULL ELSE %(now)s END
FROM unnest(%(ids)s::bigint[], %(attempts)s::uuid[], %(states)s::varchar[], %(providers)s::varchar[], %(codes)s::varchar[],
            %(texts)s::varchar[], %(afters)s::float[], %(tried)s::smallint[], %(doubts)s::boolean[])
     AS o (id, attempt, state, provider_id, code, text, after, tried, doubt)
WHERE d.id = o.id AND d.attempt = o.attempt AND d.state IN ('calling', 'uncertain')
RETURNING d.id
"""
_HASTEN = """
UPDATE channels_hub_delivery SET due_at = %(now)s
WHERE channel_id = %(channel)s AND state = 'queued' AND due_at > %(now)s
  AND (doubt OR error_code IN ('retry', 'unreached'))
"""
_FREE = """
UPDATE channels_hub_delivery SET state = 'queued', attempt = NULL, lease_until = NULL
WHERE state = 'claimed' AND lease_until < now() RETURNING project_id, channel_id
"""
_LOST = """
SELECT d.id, d.project_id, c.kind, d.attempt::text, d.tries, d.chat, d.entry, d.channel_id,
       COALESCE(EXTRACT(EPOCH FROM %(now)s - d.first_tried_at), 0)::float
FROM channels_hub_delivery d JOIN channels_hub_channel c ON c.id = d.channel_id
WHERE d.state = 'calling' AND d.lease_until < now() ORDER BY d.id LIMIT 500
"""


@dataclass(frozen=True)
class Standing:
    """A channel whose row is locked: may it send, and how long is it silent (seconds, ≤ 0 when it is not)."""

    channel: int
    project: int
    kind: str
    token: str
    sends: bool
    silent: float


@dataclass(frozen=True)
class Claimed:
    """A delivery that is ours until its lease ends; `attempt` proves it. `age`: seconds since its first call; `doubt`: one of
    its calls is perhaps taken."""

    id: int
    project: int
    channel: int
    chat: int
    entry: int
    peer: str
    priority: int
    content: dict[str, Any]
    attempt: str
    tries: int
    age: float = 0.0
    doubt: bool = False

    def __lt__(self, other: "Claimed") -> bool:
        return (self.priority, self.id) < (other.priority, other.id)


@dataclass(frozen=True)
class Outcome:
    """How one attempt ended. `state` is sent, failed, uncertain, or queued (again, `after` seconds from now).

    `tried` is 1 when it counts against the tries, `unserved` when the provider did not do its work, whatever the message.
    `doubt`: the call that is to be repeated was perhaps taken. `silence` is for how long the whole channel must be silent, `red` the Health it turns to ("" for none).
    """

    delivery: int
    project: int
    channel: int
    chat: int
    entry: int
    attempt: str
    state: str
    provider_id: str = ""
    at: int = 0
    code: str = ""
    text: str = ""
    after: float = 0.0
    tried: int = 0
    unserved: bool = False
    doubt: bool = False
    silence: float = 0.0
    red: str = ""


@dataclass(frozen=True)
class Lost:
    """A delivery whose call was begun by a process that never told how it ended."""

    id: int
    project: int
    kind: str
    attempt: str
    tries: int
    chat: int
    entry: int
    channel: int
    age: float


_CLAIMED = [field.name for field in fields(Claimed)]


def busy(cursor: Any) -> list[tuple[int, int]]:
    """(project, channel) of all channels with queued deliveries (the senders' sweep)."""
    cursor.execute(_BUSY)
    return list(cursor.fetchall())


def prepare(cursor: Any) -> None:
    """Settings of the claim's transaction, and of it alone."""
    cursor.execute(_PREPARE)


def lock(cursor: Any, channels: Sequence[int], now: datetime.datetime) -> list[Standing]:
    """Lock the rows of those channels that nobody else holds."""
    cursor.execute(_LOCK, {"channels": list(channels), "now": now})
    return [Standing(*row) for row in cursor.fetchall()]


def claim(
    cursor: Any, rooms: Mapping[int, int], resting: Sequence[int], now: datetime.datetime
) -> list[Claimed]:
    """Take the next due deliveries of locked channels: `rooms` is how many of each, `resting` chats are passed over.

    Never two of one chat, never one before which another of its chat is unfinished.
    """
    cursor.execute(
        _CLAIM,
        {
            "channels": list(rooms),
            "rooms": list(rooms.values()),
            "resting": list(resting),
            "now": now,
            "seconds": CLAIM_SECONDS,
        },
    )
    return [
        Claimed(**dict(zip(_CLAIMED, row, strict=True)) | {"content": json.loads(row[7])})
        for row in cursor.fetchall()
    ]


def waiting_chats(cursor: Any, chats: Sequence[int]) -> set[int]:
    """Which of these chats have something queued."""
    cursor.execute(_RESTING, (list(chats),))
    return {chat for (chat,) in cursor.fetchall()}


def start(cursor: Any, calls: Sequence[tuple[Claimed, int]], now: datetime.datetime) -> set[int]:
    """claimed → calling, with the seconds each call may take at most; returns the ids that are still ours."""
    cursor.execute(
        _START,
        {
            "ids": [claimed.id for claimed, _ in calls],
            "attempts": [claimed.attempt for claimed, _ in calls],
            "seconds": [seconds for _, seconds in calls],
            "now": now,
        },
    )
    return {key for (key,) in cursor.fetchall()}


def release(cursor: Any, claimed: Sequence[Claimed]) -> None:
    """Put claimed deliveries back into the queue."""
    cursor.execute(_RELEASE, ([one.id for one in claimed], [one.attempt for one in claimed]))


def hasten(cursor: Any, channel: int, now: datetime.datetime) -> None:
    """What waits for its next try because the provider gave no service is due at once."""
    cursor.execute(_HASTEN, {"channel": channel, "now": now})


def settle(cursor: Any, outcomes: Sequence[Outcome], now: datetime.datetime) -> set[int]:
    """Write the outcomes of attempts that are still open; returns the ids written."""
    cursor.execute(
        _SETTLE,
        {
            "ids": [one.delivery for one in outcomes],
            "attempts": [one.attempt for one in outcomes],
            "states": [one.state for one in outcomes],
            "providers": [one.provider_id for one in outcomes],
            "codes": [one.code for one in outcomes],
            "texts": [one.text for one in outcomes],
            "afters": [one.after for one in outcomes],
            "tried": [one.tried for one in outcomes],
            "doubts": [one.doubt for one in outcomes],
            "now": now,
        },
    )
    return {key for (key,) in cursor.fetchall()}


def free_expired(cursor: Any) -> set[tuple[int, int]]:
    """Claims whose lease ended are queued again; returns (project, channel)."""
    cursor.execute(_FREE)
    return set(cursor.fetchall())


def lost(cursor: Any, now: datetime.datetime) -> list[Lost]:
    """Calls whose lease ended."""
    cursor.execute(_LOST, {"now": now})
    return [Lost(*row) for row in cursor.fetchall()]
