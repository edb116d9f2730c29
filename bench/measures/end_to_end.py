"""The whole way in: webhook, receipt, lane, identity, chat, dialog, entry, unread; beside bare intake."""

import time

from ..database import database, number
from ..hooks import new_hook, updates
from ..loading import post
from ..measuring import CannotMeasure, Result, median
from ..raw_server import raw_intake
from ..registry import measure
from ..stack import Stack

COUNT = 2_000
RUNS = 3
PATIENCE = 120.0
_ENTRIES = "SELECT count(*) FROM inbox_entry WHERE project_id = %s AND kind = 'message'"


@measure("end_to_end", unit="1/s")
def end_to_end(stack: Stack) -> Result:
    """Messages a second from the first webhook until the last entry stands; 300 clients of one channel write."""
    hook = new_hook(stack.running)
    mine, raw = [], []
    with raw_intake(stack.running) as address, database(stack.running) as connection:
        for run in range(RUNS + 1):
            began = time.perf_counter()
            post(hook.url, updates(), COUNT, headers=hook.headers)
            _until(connection, hook.project, COUNT * (run + 1))
            if run:  # the first makes the clients
                mine.append(COUNT / (time.perf_counter() - began))
                raw.append(post(address, updates(), COUNT).rate)
    return Result(median(mine), median(raw), RUNS)


def _until(connection: object, project: int, entries: int) -> None:
    until = time.monotonic() + PATIENCE
    while (found := number(connection, _ENTRIES, project)) < entries:
        if time.monotonic() > until:
            raise CannotMeasure(f"{found} of {entries} entries stand after {PATIENCE:.0f} s.")
        time.sleep(0.02)
