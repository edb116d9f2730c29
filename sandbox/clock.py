"""Time of the sandbox: may run faster than the wall clock, or jump ahead, so that retries need no waiting."""

import asyncio
import time


class Clock:
    """Seconds since the epoch as the imitated providers see them."""

    def __init__(self) -> None:
        self.scale = 1.0
        self._changed = asyncio.Event()
        self.reset()

    def now(self) -> float:
        """Present moment, seconds since the epoch."""
        return self._at + (time.monotonic() - self._since) * self.scale

    def set(self, scale: float | None = None, ahead: float = 0.0) -> None:
        """Run ``scale`` times faster from now on, and jump ``ahead`` seconds; sleepers notice at once."""
        self._at, self._since = self.now() + ahead, time.monotonic()
        self.scale = self.scale if scale is None else max(scale, 0.001)
        self._wake()

    def reset(self) -> None:
        """Back to the wall clock."""
        self._at, self._since, self.scale = time.time(), time.monotonic(), 1.0
        self._wake()

    async def sleep(self, seconds: float) -> None:
        """Sleep so many seconds of this clock."""
        until = self.now() + seconds
        while (left := until - self.now()) > 0:
            try:
                await asyncio.wait_for(self._changed.wait(), left / self.scale)
            except TimeoutError:
                return

    def state(self) -> dict[str, float]:
        """What ``GET /_control/clock`` tells."""
        return {"now": self.now(), "scale": self.scale, "ahead": round(self.now() - time.time(), 3)}

    def _wake(self) -> None:
        """Wake all sleepers; the next ones wait for a fresh event."""
        self._changed.set()
        self._changed = asyncio.Event()
