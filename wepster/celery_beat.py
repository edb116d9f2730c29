"""Beat's own Celery application: the schedule and the broker, without Django (60 MB less).

It only sends tasks by name; the worker knows what they do.
"""

import logging
from typing import Any

import psycopg2
from celery import Celery, signals

from wepster import queues
from wepster.configuration import configuration

log = logging.getLogger(__name__)
app = Celery("wepster", fixups=set())
app.conf.update(queues.settings(configuration.redis_url or "redis://localhost:6379/0"))

_BEAT = """
INSERT INTO channels_hub_heartbeat (name, at, facts) VALUES ('beat', clock_timestamp(), '{}')
ON CONFLICT (name) DO UPDATE SET at = excluded.at
"""


@signals.beat_init.connect
def _lives(**more: Any) -> None:
    """Alive now, and with each task it sends (Redis may be away)."""
    _note()
    signals.before_task_publish.connect(_note, weak=False)


def _note(**more: Any) -> None:
    """One heartbeat over a connection that is not kept."""
    try:
        connection = psycopg2.connect(configuration.database_url, connect_timeout=5)
    except psycopg2.Error:  # /readyz says that the database is away
        log.warning("beat's heartbeat was not written")
        return
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(_BEAT)
    except psycopg2.Error:
        log.warning("beat's heartbeat was not written")
    finally:
        connection.close()
