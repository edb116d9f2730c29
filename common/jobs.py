"""The one door for tasks (ARCHITECTURE §6.3): they leave on commit, and a lost broker loses nothing.

Every task is a wake-up for work that stands in a table with a due time; a sweep finds it again when the wake-up was lost.
"""

import logging
from typing import Any

from django.db import transaction

log = logging.getLogger(__name__)


def later(task: Any, *args: Any) -> None:
    """Send `task(*args)` to its queue once the open transaction commits (at once when none is open).

    `args` are ids and plain numbers only. Never raises: without a broker the sweep does the work.
    """
    transaction.on_commit(lambda: _send(task, args))


def _send(task: Any, args: tuple[Any, ...]) -> None:
    try:
        task.apply_async(args=args, retry=False, ignore_result=True)
    except Exception as error:  # any broker failure: the row is stored, the sweep finds it
        log.warning("wake-up %s%r not sent: %s", task.name, args, type(error).__name__)
