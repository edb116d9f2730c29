"""What everything weighs when it is started and idle."""

import time

from wepster.supervising.processes import descendants, proportional_memory

from ..measuring import Result, median
from ..registry import measure
from ..stack import Stack

SETTLING = 5.0


@measure("memory", unit="MB")
def memory(stack: Stack) -> Result:
    """All processes of a fresh Wepster with its demo, shared pages counted once; median of five looks. There is no raw limit."""
    with stack.own() as running:
        time.sleep(SETTLING)
        looks = []
        for _ in range(5):
            time.sleep(1)
            looks.append(sum(proportional_memory(pid) for pid in descendants(running.pid)) / 1e6)
    return Result(median(looks), None, len(looks))
