"""Taking and giving back a channel's leases (channels_hub.models.lease), over all projects."""

from collections.abc import Sequence
from typing import Any

WINDOW_SECONDS = 1.0

_TAKE = """
INSERT INTO channels_hub_lease AS l (channel, work, holder, until)
SELECT c, %(work)s, %(holder)s::uuid, clock_timestamp() + make_interval(secs => %(seconds)s)
FROM unnest(%(channels)s::bigint[]) AS c ORDER BY c
ON CONFLICT (channel, work) DO UPDATE
SET holder = excluded.holder, until = excluded.until,
    quiet_from = CASE WHEN l.holder = excluded.holder THEN l.quiet_from ELSE l.until END
WHERE l.holder = excluded.holder OR l.until < clock_timestamp()
RETURNING channel,
          COALESCE(EXTRACT(EPOCH FROM quiet_from - clock_timestamp()) + %(window)s, 0)::float
"""
_GIVE_BACK = """
UPDATE channels_hub_lease SET until = LEAST(until, clock_timestamp()) WHERE holder = %s::uuid
"""


def take(cursor: Any, work: str, channels: Sequence[int], holder: str, seconds: float) -> dict[int, float]:
    """Take or renew leases; returns the channels that are `holder`'s now, with the seconds it must still wait before it acts.

    That wait is one window after the time the former holder may have acted last; 0 or less when it is over.
    """
    cursor.execute(
        _TAKE,
        {
            "work": work,
            "channels": list(channels),
            "holder": holder,
            "seconds": seconds,
            "window": WINDOW_SECONDS,
        },
    )
    return dict(cursor.fetchall())


def give_back(cursor: Any, holder: str) -> None:
    """End all leases of `holder` now."""
    cursor.execute(_GIVE_BACK, (holder,))
