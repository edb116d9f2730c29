"""The Celery application: bulk work, media and notices; `wepster.celery_lanes` adds the lanes.

Redis carries wake-ups only; the durable queues are tables with leases (ARCHITECTURE §11, DEPENDENCIES §2.6).
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wepster.settings")
app = Celery("wepster")


def _broker(url: str) -> str:
    """Celery's own spelling of a Redis address (unix sockets are written `redis+socket://`)."""
    return url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")


def configure() -> None:
    """Read the broker and the queues from Django's settings."""
    from django.conf import settings

    app.conf.update(
        broker_url=_broker(settings.REDIS_URL),
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        task_default_queue="bulk",
        task_time_limit=60,
        task_soft_time_limit=50,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        broker_connection_retry_on_startup=True,
        broker_transport_options={
            "visibility_timeout": 30,
            "unacked_restore_interval": 5,
            "unacked_restore_throttle": 1,
            "socket_timeout": 5,
            "socket_connect_timeout": 1,
        },
        timezone="UTC",
        task_routes={
            "channels_hub.tasks.media.*": {"queue": "media"},
            "channels_hub.tasks.wake.*": {"queue": "lanes"},
        },
        beat_schedule={
            "mail": {"task": "accounts.tasks.mail.send_due", "schedule": 10.0},
            "mail-tidy": {"task": "accounts.tasks.mail.tidy", "schedule": 3600.0},
        },
    )


configure()
app.autodiscover_tasks(
    [
        "channels_hub.tasks.media",
        "channels_hub.tasks.upkeep",
        "projects.tasks.facts",
        "accounts.tasks.mail",
        "inbox.tasks.upkeep",
    ],
    related_name=None,
)
