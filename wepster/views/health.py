"""`/livez` and `/readyz` (INTERFACES.md)."""

from typing import Any

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

from common.door import public_view
from common.redis import client

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


@public_view
def readyz(request: HttpRequest) -> JsonResponse:
    """What the product needs, one word each; 503 when something is missing. Redis away is said, not a failure of pages."""
    state: dict[str, Any] = {"database": _database(), "redis": _redis()}
    state["migrations"] = _migrations() if state["database"] == "ok" else "unknown"
    ready = state["database"] == state["migrations"] == "ok"
    return JsonResponse(state, status=200 if ready else 503)
