"""Counters of all processes for `/metrics`: counted in memory, summed in Redis every few seconds.

So every scrape, of whichever worker, tells the figures of all of them. What a killed process had not handed over (5 s at
most) is not in them, and an emptied Redis begins them anew, which Prometheus knows as a restart.
"""

import logging
import os
import socket
import threading
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db import connections

from common.redis import client

log = logging.getLogger(__name__)
FLUSH_EVERY = 5.0
FORGET_AFTER = 20.0
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_MARK = "|"

_lock = threading.Lock()
_counts: defaultdict[str, float] = defaultdict(float)
_levels: dict[str, Callable[[], float]] = {}
_process = 0


def count(name: str, *labels: str | int, by: float = 1) -> None:
    """Add to a counter; never raises, never waits for Redis."""
    with _lock:
        _counts[_MARK.join((name, *map(str, labels)))] += by
    _begin()


def observe(name: str, seconds: float, *labels: str) -> None:
    """Add to a histogram: its bucket (the last is "inf") and its sum."""
    bucket = next((str(limit) for limit in BUCKETS if seconds <= limit), "inf")
    with _lock:
        _counts[_MARK.join((f"{name}:bucket", *labels, bucket))] += 1
        _counts[_MARK.join((f"{name}:sum", *labels))] += seconds
    _begin()


def level(name: str, find: Callable[[], float]) -> None:
    """Register what stands at some height now (open sockets); told of this process at each flush."""
    _levels[name] = find
    _begin()


def read() -> tuple[dict[tuple[str, ...], float], dict[str, float]]:
    """(counters by name and labels, levels by name summed over processes heard lately). Raises RedisError."""
    flush()
    redis: Any = client()
    counts = {
        tuple(field.decode().split(_MARK)): float(value)
        for field, value in redis.hgetall(_key("counts")).items()
    }
    levels: defaultdict[str, float] = defaultdict(float)
    now = redis.time()[0]
    for field, told in redis.hgetall(_key("levels")).items():
        value, at = told.decode().split("@")
        if now - int(at) <= FORGET_AFTER:
            levels[field.decode().split(_MARK)[0]] += float(value)
        elif now - int(at) > 3600:
            redis.hdel(_key("levels"), field)
    return counts, dict(levels)


def flush() -> None:
    """Hand over what was counted; kept when Redis is away."""
    with _lock:
        taken = dict(_counts)
        _counts.clear()
    if not taken and not _levels:
        return
    try:
        redis = client()
        now = redis.time()[0]
        with redis.pipeline(transaction=False) as orders:
            for field, value in taken.items():
                orders.hincrbyfloat(_key("counts"), field, value)
            for name, find in _levels.items():
                mine = f"{name}{_MARK}{socket.gethostname()}:{os.getpid()}"
                orders.hset(_key("levels"), mine, f"{find()}@{now}")
            orders.execute()
    except Exception as error:
        log.debug("counters wait: %s", type(error).__name__)
        with _lock:
            for field, value in taken.items():
                _counts[field] += value


def _key(what: str) -> str:
    """Named after the database, like the channels of hints: one Redis may serve several."""
    return f"wepster:tally:{connections['default'].settings_dict['NAME']}:{what}"


def _begin() -> None:
    """One thread a process hands over; a fork starts its own."""
    global _process
    if _process == (pid := os.getpid()):
        return
    with _lock:
        if _process == pid:
            return
        _process = pid
    threading.Thread(target=_go_on, name="tally", daemon=True).start()


def _go_on() -> None:
    pause = threading.Event()
    while True:
        pause.wait(FLUSH_EVERY)
        flush()
