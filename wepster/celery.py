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

from wepster import queues

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wepster.settings")
log = logging.getLogger(__name__)
app = Celery("wepster")


def configure() -> None:
    """Read the broker from Django's settings."""
    from django.conf import settings

    app.conf.update(queues.settings(settings.REDIS_URL))


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
    from channels_hub.messengers import KINDS, messenger

    for kind in KINDS:  # the libraries are loaded once, before the pool's children split off
        messenger(kind)
    gc.collect()
    gc.freeze()
