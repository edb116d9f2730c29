"""Waiting for a condition instead of for a time, in plain code."""

import time
from collections.abc import Callable


def until(holds: Callable[[], bool], patience: float = 20.0, every: float = 0.02) -> float:
    """Return when it holds, asked again after `every` seconds, with the seconds it took; fail when it never does."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < patience, "waited in vain"
        time.sleep(every)
    return time.monotonic() - began
