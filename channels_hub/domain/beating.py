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


def priorities() -> dict[int, tuple[int, float]]:
    """Queued deliveries over all projects by priority: how many, how long the oldest has been due (seconds)."""
    with everywhere("status: queues by priority"), connection.cursor() as cursor:
        return standing.priorities(cursor)


def files() -> int:
    """Files over all projects that wait to be fetched."""
    with everywhere("status: files to fetch"), connection.cursor() as cursor:
        return standing.files(cursor)


def connections() -> dict[str, int]:
    """Connections to the database by what they do."""
    with connection.cursor() as cursor:
        return standing.connections(cursor)


def status() -> dict[str, Any]:
    """{"workers": {name: {"lag"}}, "queues": {"in", "out"}, "lags": {"in", "out"}, "channels": […]}; lags in seconds."""
    both = queues()
    return {
        "workers": {name: {"lag": round(lag, 1)} for name, lag in sorted(beats().items())},
        "queues": both,
        "lags": {road: queue["lag"] for road, queue in both.items()},
        "channels": channels(),
    }
