"""One short-tempered Redis client a process: wake-ups, pushes, cache. Nothing waits for it long."""

import functools
import os

import redis
from django.conf import settings


@functools.cache
def _client(process: int) -> redis.Redis:
    return redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=0.25, socket_connect_timeout=0.2, health_check_interval=30
    )


def client() -> redis.Redis:
    """The process's client (a new one after a fork)."""
    return _client(os.getpid())
