"""Heartbeats of processes, and how far behind the roads are (`/readyz`, `manage.py status`)."""

from typing import Any

from django.db import connection

from channels_hub.queries import standing
from projects.scope import everywhere


def beat(name: str) -> None:
    """Note that the process `name` ("lanes", "worker", "beat") lives now."""
    with connection.cursor() as cursor:
        standing.beat(cursor, name)


def beats() -> dict[str, float]:
    """Seconds since the last heartbeat, by name."""
    with connection.cursor() as cursor:
        return standing.beats(cursor)


def queues() -> dict[str, Any]:
    """Both roads over all projects: how many wait, how long the oldest has waited (seconds), what is broken or uncertain."""
    with everywhere("status: lengths of the roads"), connection.cursor() as cursor:
        return standing.queues(cursor)


def channels() -> list[dict[str, Any]]:
    """All connected channels with their health and queues, without names and tokens."""
    with everywhere("status: health of all channels"), connection.cursor() as cursor:
        return standing.channels(cursor)
