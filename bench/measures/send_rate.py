"""Sends of one lanes process through 100 bots whose API answers in 50 ms, beside a bare loop of claims, calls and UPDATEs."""

import subprocess
import sys
import time

from wepster.supervising.repository import ROOT
from wepster.supervising.running import Running, free_ports

from ..database import database, number, owner_address
from ..inside import inside
from ..measuring import CannotMeasure, Result, median
from ..processes import child, until_it_answers
from ..provider import most_of
from ..registry import measure
from ..stack import Stack

BOTS = 100
CHATS = 180
BARE = 10_000
RUNS = 2
DELAY_MS = 50
PATIENCE = 120.0
_SENT = "SELECT count(*) FROM channels_hub_delivery WHERE project_id = %s AND state = 'sent'"


@measure("send_rate", unit="1/s")
def send_rate(stack: Stack) -> Result:
    """Messages a second settled as sent, from a tenth to nine tenths of them; the messenger's own limit would be 2,850/s.

    `most_of_one_bot` is the highest number of calls of one bot within any second, as the messenger saw them (limit: 30).
    """
    port = free_ports(1)
    settings = {"TELEGRAM_API_URL": f"http://127.0.0.1:{port}", "PUBLIC_URL": "https://wepster.test"}
    ours, raw = [], []
    with child("bench.provider", str(port), str(DELAY_MS)):
        until_it_answers(port)
        with stack.own("--no-demo", environment=settings) as running:
            for _ in range(RUNS):
                raw.append(_bare(running, port))
                ours.append(_ours(running))
            most = most_of(port)
    return Result(median(ours), median(raw), RUNS, {"most_of_one_bot": most})


def _ours(running: Running) -> float:
    whole = BOTS * CHATS
    with database(running) as connection:
        project = int(inside(running, "sends", str(BOTS), str(CHATS)))
        low, began = _until(connection, project, whole // 10)
        high, ended = _until(connection, project, whole * 9 // 10)
        _until(connection, project, whole)
    return (high - low) / (ended - began)


def _until(connection: object, project: int, count: int) -> tuple[int, float]:
    """(how many are sent, when) once there are so many."""
    until = time.monotonic() + PATIENCE
    while (sent := number(connection, _SENT, project)) < count:
        if time.monotonic() > until:
            raise CannotMeasure(f"{sent} of {count} messages were sent within {PATIENCE:.0f} s.")
        time.sleep(0.1)
    return sent, time.perf_counter()


def _bare(running: Running, port: int) -> float:
    words = [sys.executable, "-P", "-m", "bench.raw_sends", owner_address(running), str(port), str(BARE)]
    try:
        done = subprocess.run(
            words, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=PATIENCE
        )
    except subprocess.TimeoutExpired:
        raise CannotMeasure(f"The bare sender took more than {PATIENCE:.0f} s.") from None
    if done.returncode:
        raise CannotMeasure(f"The bare sender failed: {done.stderr.strip().splitlines()[-1][:300]}.")
    return float(done.stdout)
