"""Durable intake of webhooks, 8 at once, beside a bare ASGI application with one INSERT by asyncpg."""

import statistics

from ..hooks import new_hook, updates
from ..loading import Load, post
from ..measuring import Result
from ..raw_server import raw_intake
from ..registry import measure
from ..stack import Stack

COUNT = 3_000
RUNS = 5
P95_MS = 25


@measure("webhook_intake", unit="1/s")
def webhook_intake(stack: Stack) -> Result:
    """Requests answered a second; all are answered 200, the 95th of 100 within 25 ms."""
    hook = new_hook(stack.running)
    ours: list[Load] = []
    raw: list[Load] = []
    with raw_intake(stack.running) as address:
        for run in range(RUNS + 1):
            mine, bare = (
                post(hook.url, updates(), COUNT, headers=hook.headers),
                post(address, updates(), COUNT),
            )
            if run:  # the first warms both up
                ours.append(mine)
                raw.append(bare)
    if any(load.failed for load in ours):
        raise RuntimeError(f"{sum(load.failed for load in ours)} webhooks were not answered with 200")
    if (slow := statistics.median(load.p95 for load in ours)) > P95_MS:
        raise RuntimeError(f"p95 is {slow:.1f} ms, above {P95_MS}")
    return Result(
        statistics.median(load.rate for load in ours), statistics.median(load.rate for load in raw), RUNS
    )
