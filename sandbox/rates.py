"""How many calls came in any one second, and refusal of those above a limit. Always in wall-clock time."""

import math
import time
from collections import deque


class Window:
    """Sliding window of one second."""

    __slots__ = ("highest", "times")

    def __init__(self) -> None:
        self.times: deque[float] = deque()
        self.highest = 0

    def count(self, now: float) -> int:
        """Calls in the second that ends now."""
        edge, times = now - 1.0, self.times
        while times and times[0] <= edge:
            times.popleft()
        return len(times)

    def add(self, now: float) -> None:
        """Note one call."""
        self.highest = max(self.highest, self.count(now) + 1)
        self.times.append(now)


class Rates:
    """Limits of one provider (None = not enforced) and what was seen, per bot and per chat."""

    def __init__(self) -> None:
        self.per_second: float | None = None
        self.per_chat: float | None = None
        self.clear()

    def clear(self) -> None:
        """Forget what was seen; limits stay."""
        self.seen: dict[str, Window] = {}
        self.refused: dict[str, int] = {}
        self._accepted: dict[tuple[str, str], Window] = {}

    def take(self, bot: str, chat: str, now: float | None = None) -> int:
        """Note a call; 0 when it may go on, else whole seconds to wait.

        A refused call counts in ``seen`` and not against the limit. Limits below 1 a second are kept over longer spans.
        """
        now = time.monotonic() if now is None else now
        window = self.seen.get(bot)
        if window is None:
            window = self.seen[bot] = Window()
        window.add(now)
        limits = [
            (key, limit)
            for key, limit in (((bot, ""), self.per_second), ((bot, chat), self.per_chat))
            if limit
        ]
        wait = max((self._wait(key, limit, now) for key, limit in limits), default=0.0)
        if wait > 0:
            self.refused[bot] = self.refused.get(bot, 0) + 1
            return max(1, math.ceil(wait))
        for key, _ in limits:
            self._accepted[key].times.append(now)
        return 0

    def _wait(self, key: tuple[str, str], limit: float, now: float) -> float:
        """Seconds until the limit of this key lets one more through, 0 when it does now."""
        window = self._accepted.setdefault(key, Window())
        span, room = (1.0, int(limit)) if limit >= 1 else (1 / limit, 1)
        while window.times and window.times[0] <= now - span:
            window.times.popleft()
        return 0.0 if len(window.times) < room else window.times[len(window.times) - room] + span - now

    def state(self) -> dict[str, object]:
        """What ``GET …/rate`` tells: limits, the highest count of any one second, refusals."""
        highest = {bot: window.highest for bot, window in self.seen.items()}
        return {
            "per_second": self.per_second,
            "per_chat": self.per_chat,
            "highest": max(highest.values(), default=0),
            "bots": {
                bot: {"highest": high, "refused": self.refused.get(bot, 0)} for bot, high in highest.items()
            },
        }
