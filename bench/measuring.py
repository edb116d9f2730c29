"""Timing in turns."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """Medians in the measure's unit; `baseline` is the raw limit on this machine in this run, None when there is none."""

    value: float
    baseline: float | None = None
    runs: int = 1


def seconds(act: Callable[[], object]) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def interleaved(
    ours: Callable[[], object], baseline: Callable[[], object], runs: int, scale: float = 1000
) -> Result:
    """Time both in turns, after one unmeasured turn each. `scale`: 1000 for milliseconds, 1 for seconds."""
    ours()
    baseline()
    mine, raw = [], []
    for _ in range(runs):
        mine.append(seconds(ours) * scale)
        raw.append(seconds(baseline) * scale)
    return Result(statistics.median(mine), statistics.median(raw), runs)
