"""What everything weighs when it is started and idle."""

import statistics
import time

from wepster.supervising.processes import descendants, proportional_memory

from ..measuring import Result
from ..registry import measure
from ..stack import Stack


@measure("memory", unit="MB")
def memory(stack: Stack) -> Result:
    """All processes of one Wepster, shared pages counted once; median of five looks. There is no raw limit."""
    running = stack.running
    looks = []
    for _ in range(5):
        time.sleep(1)
        looks.append(sum(proportional_memory(pid) for pid in descendants(running.pid)) / 1e6)
    return Result(statistics.median(looks), None, len(looks))
