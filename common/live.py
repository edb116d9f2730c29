"""The one door for pushes (ARCHITECTURE §6.3, §8): one publish a commit, on the project's Redis channel.

A push is a hint without content: `{"chat": 7, "rev": 812, "dialog": 9, "group": 1, "state": "new", "responsible": null,
"participants": []}`; web processes filter by what each member may see, pages fetch fragments by cursor. Lost pushes
change nothing.
"""

import functools
import json
import logging
import threading
from typing import Any

from django.db import connections, transaction

from common import tally
from common.redis import client

log = logging.getLogger(__name__)
_waiting = threading.local()


def topic(project: int) -> str:
    """The Redis channel of a project's hints; named after the database, since Redis' own databases share their channels."""
    return f"wepster:live:{connections['default'].settings_dict['NAME']}:{project}"


def tell(project: int, **facts: Any) -> None:
    """Add a hint to the one publish that follows the commit of the open transaction (at once when none is open).

    `facts` are routing facts (ids, state, rev); of hints about the same chat the last one is sent. A hint from a
    savepoint that was rolled back may still leave: it only makes a page look again.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        _publish({project: [facts]})
        return
    waiting = _waiting.__dict__.get("publisher")
    if waiting is None or all(hook[1] is not waiting for hook in connection.run_on_commit):
        hints: dict[int, list[dict[str, Any]]] = {}
        waiting = functools.partial(_publish, hints)
        _waiting.publisher = waiting
        # No savepoint ids: the publisher survives the rollback of an inner block that told something first.
        connection.run_on_commit.append((set(), waiting, False))
    listed = waiting.args[0].setdefault(project, [])
    if (chat := facts.get("chat")) is not None:
        listed[:] = [hint for hint in listed if hint.get("chat") != chat]
    listed.append(facts)


def _publish(hints: dict[int, list[dict[str, Any]]]) -> None:
    for project, listed in hints.items():
        try:
            client().publish(topic(project), json.dumps(listed, separators=(",", ":")))
            tally.count("live_hints", by=len(listed))
        except Exception as error:  # pages catch up by their cursors
            log.warning("push for project %s not published: %s", project, type(error).__name__)
