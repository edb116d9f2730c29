"""Queues, routes and the schedule: what workers, lanes and beat agree on. No Django in it, so that beat stays small."""

from typing import Any

NAMES = ("bulk", "media", "lanes")


def _broker(url: str) -> str:
    """Celery's own spelling of a Redis address (unix sockets are written `redis+socket://`)."""
    return url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")


def settings(redis_url: str) -> dict[str, Any]:
    """Celery's settings with the broker at that address."""
    return {
        "broker_url": _broker(redis_url),
        "task_ignore_result": True,
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_default_queue": "bulk",
        "task_time_limit": 60,
        "task_soft_time_limit": 50,
        "worker_prefetch_multiplier": 1,
        "worker_hijack_root_logger": False,
        "broker_connection_retry_on_startup": True,
        "broker_transport_options": {
            "visibility_timeout": 30,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "socket_timeout": 5,
            "socket_connect_timeout": 1,
        },
        "timezone": "UTC",
        "task_routes": {
            "channels_hub.tasks.health.look": {"queue": "media"},
            "channels_hub.tasks.media.*": {"queue": "media"},
            "channels_hub.tasks.wake.*": {"queue": "lanes"},
        },
        "beat_schedule": {
            "roads-lost": {"task": "channels_hub.tasks.upkeep.lost", "schedule": 15.0},
            "roads-days": {"task": "channels_hub.tasks.upkeep.days", "schedule": 3600.0},
            "roads-health": {"task": "channels_hub.tasks.health.sweep", "schedule": 60.0},
            "media": {"task": "channels_hub.tasks.media.sweep", "schedule": 10.0},
            "media-tidy": {"task": "channels_hub.tasks.media.tidy", "schedule": 3600.0},
            "facts": {"task": "projects.tasks.facts.sweep", "schedule": 10.0},
            "mail": {"task": "accounts.tasks.mail.send_due", "schedule": 10.0},
            "mail-tidy": {"task": "accounts.tasks.mail.tidy", "schedule": 3600.0},
        },
    }
