"""How the roads stand, over all projects: heartbeats, queues, channels (for staff and `manage.py status`)."""

from typing import Any

_BEAT = """
INSERT INTO channels_hub_heartbeat (name, at, facts) VALUES (%s, clock_timestamp(), '{}')
ON CONFLICT (name) DO UPDATE SET at = excluded.at
"""
_BEATS = "SELECT name, EXTRACT(EPOCH FROM clock_timestamp() - at)::float FROM channels_hub_heartbeat"
# Each state by itself: the partial indexes are of one state each.
_IN = """
SELECT count(*), COALESCE(EXTRACT(EPOCH FROM clock_timestamp() - min(received_at)), 0)::float
FROM channels_hub_receipt WHERE state = 0
"""
_BROKEN = "SELECT count(*) FROM channels_hub_receipt WHERE state = 2"
_OUT = """
SELECT state, count(*), COALESCE(EXTRACT(EPOCH FROM clock_timestamp() - min(due_at)), 0)::float
FROM channels_hub_delivery WHERE state IN ('queued', 'claimed', 'calling') GROUP BY state
"""
_UNCERTAIN = "SELECT count(*) FROM channels_hub_delivery WHERE state = 'uncertain'"
_QUEUES = """
SELECT priority, count(*), COALESCE(EXTRACT(EPOCH FROM clock_timestamp() - min(due_at)), 0)::float
FROM channels_hub_delivery WHERE state = 'queued' GROUP BY priority
"""
_FILES = "SELECT count(*) FROM channels_hub_mediafile WHERE state = 'remote'"
_CONNECTIONS = """
SELECT COALESCE(state, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1
"""
_CHANNELS = """
SELECT c.id, c.project_id, c.kind, c.health, c.health_detail, c.last_event_at, c.blocked_until,
       (SELECT count(*) FROM channels_hub_receipt r WHERE r.channel = c.id AND r.state = 0),
       (SELECT count(*) FROM channels_hub_delivery d WHERE d.channel_id = c.id AND d.state = 'queued')
FROM channels_hub_channel c WHERE c.connected ORDER BY c.id
"""
_COLUMNS = (
    "channel",
    "project",
    "kind",
    "health",
    "detail",
    "last_event_at",
    "blocked_until",
    "waiting",
    "queued",
)


def beat(cursor: Any, name: str) -> None:
    """Note a heartbeat."""
    cursor.execute(_BEAT, (name,))


def beats(cursor: Any) -> dict[str, float]:
    """Seconds since each last heartbeat."""
    cursor.execute(_BEATS)
    return {name: max(age, 0.0) for name, age in cursor.fetchall()}


def queues(cursor: Any) -> dict[str, Any]:
    """{"in": {"waiting", "broken", "lag"}, "out": {"queued", "claimed", "calling", "uncertain", "lag"}}; lags in seconds."""
    cursor.execute(_IN)
    waiting, lag = cursor.fetchone()
    broken = _one(cursor, _BROKEN)
    cursor.execute(_OUT)
    states = {state: (count, age) for state, count, age in cursor.fetchall()}
    out = {state: states.get(state, (0, 0.0))[0] for state in ("queued", "claimed", "calling")}
    return {
        "in": {"waiting": waiting, "broken": broken, "lag": round(max(lag, 0.0), 3)},
        "out": {
            **out,
            "uncertain": _one(cursor, _UNCERTAIN),
            "lag": round(max(states.get("queued", (0, 0.0))[1], 0.0), 3),
        },
    }


def priorities(cursor: Any) -> dict[int, tuple[int, float]]:
    """Queued deliveries by priority: how many, and how long the oldest has been due, in seconds."""
    cursor.execute(_QUEUES)
    return {priority: (count, max(age, 0.0)) for priority, count, age in cursor.fetchall()}


def files(cursor: Any) -> int:
    """Files that wait to be fetched."""
    return _one(cursor, _FILES)


def connections(cursor: Any) -> dict[str, int]:
    """Connections to this database by what they do."""
    cursor.execute(_CONNECTIONS)
    return dict(cursor.fetchall())


def _one(cursor: Any, sql: str) -> int:
    cursor.execute(sql)
    return int(cursor.fetchone()[0])


def channels(cursor: Any) -> list[dict[str, Any]]:
    """Connected channels with what waits in them."""
    cursor.execute(_CHANNELS)
    return [dict(zip(_COLUMNS, row, strict=True)) for row in cursor.fetchall()]
