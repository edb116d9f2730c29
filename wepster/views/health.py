"""`/livez` and `/readyz` (INTERFACES.md)."""

from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from channels_hub.domain.beating import beats
from common.door import public_view
from common.redis import client

LIMITS = {"lanes": 15.0, "worker": 90.0, "beat": 90.0}
_migrated = False


@public_view
def livez(request: HttpRequest) -> HttpResponse:
    """The process lives."""
    return HttpResponse("ok", content_type="text/plain")


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return "ok"
    except DatabaseError:
        return "failed"


def _migrations() -> str:
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "ok" if _migrated else "behind"


def _redis() -> str:
    try:
        client().ping()
        return "ok"
    except Exception:
        return "away"


def _processes(redis: str) -> tuple[dict[str, str], dict[str, float]]:
    """(a word each, seconds since each was heard). Worker and beat cannot be heard while Redis is away."""
    try:
        lags = beats()
    except DatabaseError:
        lags = {}
    words = {}
    for name, limit in LIMITS.items():
        if name not in lags:
            words[name] = "never heard"
        elif lags[name] <= limit:
            words[name] = "ok"
        else:
            words[name] = "silent" if name == "lanes" or redis == "ok" else "unknown"
    return words, {name: round(lag, 1) for name, lag in lags.items()}


@public_view
def readyz(request: HttpRequest) -> JsonResponse:
    """What the product needs, one word each, and `lags` in seconds; 503 when something is missing.

    Redis away is said and is no failure: pages and both roads go on without it. Worker and beat that were never heard are
    still starting; one that was heard and fell silent is a failure.
    """
    state: dict[str, Any] = {"database": _database(), "redis": _redis()}
    state["migrations"] = _migrations() if state["database"] == "ok" else "unknown"
    ready = state["database"] == state["migrations"] == "ok"
    if ready:
        words, lags = _processes(state["redis"])
        state |= words
        state["lags"] = lags
        ready = words["lanes"] == "ok" and "silent" not in words.values()
    return JsonResponse(state, status=200 if ready else 503)
