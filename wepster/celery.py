"""The Celery application: bulk work, media and notices; `wepster.celery_lanes` adds the lanes.

Redis carries wake-ups only; the durable queues are tables with leases (ARCHITECTURE §11, DEPENDENCIES §2.6).
"""

import gc
import logging
import os
import threading
import time
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wepster.settings")
log = logging.getLogger(__name__)
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
            "channels_hub.tasks.health.look": {"queue": "media"},
            "channels_hub.tasks.media.*": {"queue": "media"},
            "channels_hub.tasks.wake.*": {"queue": "lanes"},
        },
        beat_schedule={
            "roads-lost": {"task": "channels_hub.tasks.upkeep.lost", "schedule": 15.0},
            "roads-days": {"task": "channels_hub.tasks.upkeep.days", "schedule": 3600.0},
            "roads-health": {"task": "channels_hub.tasks.health.sweep", "schedule": 60.0},
            "media": {"task": "channels_hub.tasks.media.sweep", "schedule": 10.0},
            "facts": {"task": "projects.tasks.facts.sweep", "schedule": 10.0},
            "mail": {"task": "accounts.tasks.mail.send_due", "schedule": 10.0},
            "mail-tidy": {"task": "accounts.tasks.mail.tidy", "schedule": 3600.0},
        },
    )


configure()
app.autodiscover_tasks(
    [
        "channels_hub.tasks.health",
        "channels_hub.tasks.media",
        "channels_hub.tasks.upkeep",
        "channels_hub.tasks.wake",
        "projects.tasks.facts",
        "accounts.tasks.mail",
        "inbox.tasks.upkeep",
    ],
    related_name=None,
)


BEAT_EVERY = 5.0


@signals.worker_ready.connect
def _worker_lives(sender: Any = None, **more: Any) -> None:
    """Heard from a thread of the worker's main process: a worker busy with a long queue is alive."""
    if str(getattr(sender, "hostname", "")).startswith("worker"):
        threading.Thread(target=_go_on, args=("worker",), name="heartbeat", daemon=True).start()


@signals.beat_init.connect
def _beat_lives(sender: Any = None, **more: Any) -> None:
    """In beat's process: alive now, and with each task it sends (Redis may be away)."""
    _note("beat")
    signals.before_task_publish.connect(_beat_sends, weak=False)


def _beat_sends(**more: Any) -> None:
    _note("beat")


def _go_on(name: str) -> None:
    while True:
        _note(name)
        time.sleep(BEAT_EVERY)


def _note(name: str) -> None:
    """One heartbeat over a connection that is not kept."""
    from django.db import DatabaseError, connections

    from channels_hub.domain.beating import beat

    try:
        beat(name)
    except DatabaseError:  # /readyz says that the database is away
        log.warning("the heartbeat of %s was not written", name)
    finally:
        connections.close_all()


@signals.worker_before_create_process.connect
def _share_memory(**more: Any) -> None:
    """What is loaded stays shared with the pool's children: their collector leaves it alone (30 MB in all)."""
    gc.collect()
    gc.freeze()
