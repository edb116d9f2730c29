"""What the product needs, asked without ever hanging (`/readyz`): a stopped database or Redis answers nothing, not even no."""

import contextlib
import time
from concurrent.futures import Future
from typing import Any

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from channels_hub.queries import standing
from common.asking import Question
from common.database import connect

PATIENCE = 1.0
LIMITS = {"lanes": 15.0, "worker": 90.0, "beat": 90.0}
_migrated = False


def readiness() -> tuple[bool, dict[str, Any]]:
    """(ready, a word each and `lags` in seconds); answers within `PATIENCE` and a little.

    Not ready: the database, migrations, Redis or a process fails. Worker and beat that were never heard are still starting.
    Pages and both roads go on while Redis is away; `/livez` says whether this process can be asked at all.
    """
    until = time.monotonic() + PATIENCE
    asked = {"database": _database.ask(), "redis": _redis.ask()}
    lags = _answer(asked["database"], until)
    state: dict[str, Any] = {"database": lags if isinstance(lags, str) else "ok"}
    state["redis"] = _answer(asked["redis"], until)
    state["migrations"] = "unknown"
    if isinstance(lags, str):
        return False, state
    state["migrations"] = _answer(_migrations.ask(), max(until, time.monotonic() + 0.2))
    state |= _words(lags, state["redis"])
    state["lags"] = {name: round(lag, 1) for name, lag in lags.items()}
    ready = state["migrations"] == state["redis"] == state["lanes"] == "ok" and "silent" not in state.values()
    return ready, state


def _words(lags: dict[str, float], redis_word: str) -> dict[str, str]:
    """Worker and beat cannot be heard while Redis is away."""
    words = {}
    for name, limit in LIMITS.items():
        if name not in lags:
            words[name] = "never heard"
        elif lags[name] <= limit:
            words[name] = "ok"
        else:
            words[name] = "silent" if name == "lanes" or redis_word == "ok" else "unknown"
    return words


def _answer(asked: "Future[Any]", until: float) -> Any:
    try:
        return asked.result(timeout=max(until - time.monotonic(), 0.01))
    except TimeoutError:
        return "hangs"
    except Exception:
        return "away"


def _ask_database() -> dict[str, float]:
    """Seconds since each process was heard, over a connection made now: can the database take one more, and answer?"""
    fresh = connect("readyz")
    with contextlib.closing(fresh), fresh.cursor() as cursor:
        cursor.execute("SET statement_timeout = '1s'")
        return standing.beats(cursor)


def _ask_redis() -> str:
    with redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.8, socket_connect_timeout=0.8) as client:
        client.ping()
    return "ok"


def _ask_migrations() -> str:
    """Once they are applied they stay so."""
    global _migrated
    if not _migrated:
        try:
            executor = MigrationExecutor(connection)
            _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        finally:
            connection.close()
    return "ok" if _migrated else "behind"


_database = Question("database", _ask_database)
_redis = Question("redis", _ask_redis)
_migrations = Question("migrations", _ask_migrations)
