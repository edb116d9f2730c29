"""Timing in turns."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


class CannotMeasure(Exception):
    """The measure found no number; the sentence says why."""


@dataclass(frozen=True)
class Result:
    """Medians in the measure's unit; `baseline` is the raw limit on this machine in this run, None when there is none.

    `more` are further numbers of the same run, by name; they stand in the line after the agreed fields.
    """

    value: float
    baseline: float | None = None
    runs: int = 1
    more: Mapping[str, float] = field(default_factory=dict)


def seconds(act: Callable[[], object]) -> float:
    """How long it takes once."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def percentile(times: Sequence[float], share: int) -> float:
    """The value that `share` of 100 do not exceed; raises CannotMeasure when there are none."""
    if not times:
        raise CannotMeasure("Nothing was timed.")
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * share // 100)]


def median(numbers: Sequence[float]) -> float:
    """The middle one."""
    return float(statistics.median(numbers))
