"""When a provider stops working its channel pauses as a whole, and one call at a time tries it. Pure Python.

A message is not to be blamed for a provider that is down: what failed while nothing was answered does not count against
its tries. Times are seconds of the event loop's clock.
"""

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
FAILURES = 3


class Outage:
    """The calls of one channel that got no service, since the last one that did."""

    def __init__(self) -> None:
        self.failures = 0
        self._chats: set[int] = set()
        self._rounds = 0
        self._since = 0.0

    @property
    def is_on(self) -> bool:
        """Has the channel paused, and nothing been answered since?"""
        return self._rounds > 0 and not self.is_of_one

    @property
    def is_of_one(self) -> bool:
        """Did calls into one chat alone fail, so that they may not speak of the channel?"""
        return len(self._chats) < 2

    def answered(self) -> bool:
        """The provider works: it took a message, or said what is wrong with it. True when that ends a time of failures."""
        ended = self._rounds > 0
        self.failures, self._rounds = 0, 0
        self._chats.clear()
        return ended

    def failed(self, chat: int, left: float, now: float) -> float:
        """A call into `chat` that left at `left` got no service; returns for how long to try nothing like it.

        0 while it is one of those that left together with the last one, or too few. Calls of a single chat do not speak
        of the channel: `is_on` stays false, the pause is that chat's own.
        """
        self.failures += 1
        self._chats.add(chat)
        if self.failures < FAILURES or left < self._since:
            return 0.0
        pause = min(FIRST_PAUSE * 2.0**self._rounds, LONGEST_PAUSE)
        self._rounds += 1
        self._since = now
        return pause
