"""Waiting for a condition instead of for a time."""

import asyncio
import time
from collections.abc import Callable


async def until(holds: Callable[[], bool], patience: float = 20.0) -> None:
    """Return when it holds; fail when it never does."""
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        await asyncio.sleep(0.02)


def until_now(holds: Callable[[], bool], patience: float = 20.0) -> float:
    """The same for plain code. Returns the seconds it took."""
    began = time.monotonic()
    asyncio.run(until(holds, patience))
    return time.monotonic() - began
