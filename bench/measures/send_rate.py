"""Sends of one lanes process through 100 bots whose API answers in 50 ms."""

import json
import os
import subprocess
import sys
import time
from contextlib import closing
from typing import Any
from urllib.request import Request, urlopen

import psycopg2

from wepster.supervising.repository import ROOT
from wepster.supervising.running import Running

from ..hooks import new_bot, new_project
from ..measuring import Result
from ..raw_server import plain
from ..registry import measure
from ..stack import Stack

BOTS = 100
CLIENTS = 30
DELAY_MS = 50
PATIENCE = 300.0


@measure("send_rate", unit="1/s")
def send_rate(stack: Stack) -> Result:
    """Messages a second settled as sent, from a tenth to nine tenths of them. The providers' own limit would be 2,850/s."""
    running = stack.running
    project = new_project(running)
    bots = [new_bot(running) for _ in range(BOTS)]
    _inside(running, "connect", project, "\n".join(bot["token"] for bot in bots))
    for bot in bots:
        for client in range(CLIENTS):
            _control(running, "say", {"bot": bot["id"], "user": {"id": 800_000 + client}, "start": True})
    with closing(psycopg2.connect(plain(running.settings()["DATABASE_URL"]))) as database:
        database.autocommit = True
        whole = BOTS * CLIENTS
        _until(database, "SELECT count(*) FROM inbox_chat WHERE project_id = %s", project, whole)
        _control(running, "faults", {"method": "sendMessage", "delay_ms": DELAY_MS})
        _inside(running, "queue", project)
        sent = "SELECT count(*) FROM channels_hub_delivery WHERE project_id = %s AND state = 'sent'"
        low, began = _until(database, sent, project, whole // 10)
        high, ended = _until(database, sent, project, whole * 9 // 10)
    return Result((high - low) / (ended - began), None, 1)


def _until(database: Any, sql: str, project: int, count: int) -> tuple[int, float]:
    """(what was counted, when) once there are so many."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with database.cursor() as cursor:
            cursor.execute(sql, (project,))
            if (seen := cursor.fetchone()[0]) >= count:
                return seen, time.perf_counter()
        time.sleep(0.05)
    raise TimeoutError(f"Not {count} within {PATIENCE} s: {sql}")


def _control(running: Running, call: str, body: dict[str, Any]) -> None:
    request = Request(
        f"{running.sandbox_url}/_control/telegram/{call}",
        json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urlopen(request, timeout=60) as answer:
        answer.read()


def _inside(running: Running, what: str, project: int, given: str = "") -> None:
    subprocess.run(
        [sys.executable, "-m", "bench.queueing", what, str(project)],
        cwd=ROOT,
        env={**os.environ, **running.settings()},
        input=given,
        text=True,
        check=True,
    )
