"""Wake-ups of lanes: a hint on Redis that a channel has work in the database (ARCHITECTURE §11).

Published, not queued: the process that holds the channel hears it within a millisecond. A lost hint costs at most the second
until the lanes' own sweep. Redis may be slow or gone: a hint waits 50 ms at most, and after a failure a second is left out.
"""

import functools
import logging
import os
import time
from collections.abc import Iterable

import redis
from django.conf import settings
from django.db import connections, transaction

log = logging.getLogger(__name__)
WAY_IN = "in"
WAY_OUT = "out"
_PATIENCE = 0.05
_PAUSE = 1.0
_silent_until = 0.0


def topic() -> str:
    """The Redis channel of hints; named after the database, since Redis' own databases share their channels."""
    return f"wepster:lanes:{connections['default'].settings_dict['NAME']}"


@functools.cache
def _client(process: int) -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE
    )


def wake(road: str, channel: int) -> None:
    """Wake a channel's lane (WAY_IN) or sender (WAY_OUT) once the open transaction commits, at once when none is open."""
    transaction.on_commit(functools.partial(publish, road, (channel,)))


def publish(road: str, channels: Iterable[int]) -> None:
    """Publish the hint now; never raises. For code that has committed by itself."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return
    try:
        _client(os.getpid()).publish(topic(), f"{road}:{','.join(map(str, channels))}")
    except Exception as error:  # the sweep finds the work
        _silent_until = time.monotonic() + _PAUSE
        log.warning("lanes not woken: %s", type(error).__name__)


def read(hint: bytes) -> tuple[str, list[int]]:
    """A hint as (road, channels); ("", []) for what is not one."""
    road, _, ids = hint.decode("ascii", "replace").partition(":")
    channels = [int(word) for word in ids.split(",") if word.isdigit()]
    return (road, channels) if road in {WAY_IN, WAY_OUT} else ("", [])
