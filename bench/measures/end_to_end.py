"""The whole way in: webhook, receipt, lane, identity, chat, dialog, entry, unread; beside bare intake."""

import statistics
import time
from contextlib import closing

import psycopg2

from ..hooks import Hook, new_hook, updates
from ..loading import post
from ..measuring import Result
from ..raw_server import plain, raw_intake
from ..registry import measure
from ..stack import Stack

COUNT = 2_000
RUNS = 3
PATIENCE = 120.0


@measure("end_to_end", unit="1/s")
def end_to_end(stack: Stack) -> Result:
    """Messages a second from the first webhook until the last entry stands; 300 clients of one channel write."""
    hook = new_hook(stack.running)
    mine, raw = [], []
    with (
        raw_intake(stack.running) as address,
        closing(psycopg2.connect(plain(stack.running.settings()["DATABASE_URL"]))) as database,
    ):
        database.autocommit = True
        for run in range(RUNS + 1):
            began = time.perf_counter()
            post(hook.url, updates(), COUNT, headers=hook.headers)
            _until(database, hook, COUNT * (run + 1))
            if run:  # the first makes the clients
                mine.append(COUNT / (time.perf_counter() - began))
                raw.append(post(address, updates(), COUNT).rate)
    return Result(statistics.median(mine), statistics.median(raw), RUNS)


def _until(database: object, hook: Hook, entries: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with database.cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(
                "SELECT count(*) FROM inbox_entry WHERE project_id = %s AND kind = 'message'", (hook.project,)
            )
            if cursor.fetchone()[0] >= entries:
                return
        time.sleep(0.02)
    raise TimeoutError(f"Not {entries} entries within {PATIENCE} s.")
