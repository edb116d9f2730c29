"""Durable intake of webhooks, 8 at once, beside a bare ASGI application with one INSERT by asyncpg."""

from ..hooks import new_hook, updates
from ..loading import Load, post
from ..measuring import CannotMeasure, Result, median
from ..raw_server import raw_intake
from ..registry import measure
from ..stack import Stack

COUNT = 3_000
RUNS = 5


@measure("webhook_intake", unit="1/s")
def webhook_intake(stack: Stack) -> Result:
    """Requests answered a second, all of them 200; the lanes interpret them meanwhile, as they do in life."""
    hook = new_hook(stack.running)
    ours: list[Load] = []
    raw: list[Load] = []
    with raw_intake(stack.running) as address:
        for run in range(RUNS + 1):
            mine = post(hook.url, updates(), COUNT, headers=hook.headers)
            bare = post(address, updates(), COUNT)
            if run:  # the first warms both up
                ours.append(mine)
                raw.append(bare)
    if failed := sum(load.failed for load in ours):
        raise CannotMeasure(f"{failed} webhooks were not answered with 200.")
    return Result(
        median([load.rate for load in ours]),
        median([load.rate for load in raw]),
        RUNS,
        {"p50_ms": median([load.p50 for load in ours]), "p95_ms": median([load.p95 for load in ours])},
    )
