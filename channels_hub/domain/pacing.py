"""How fast a channel may call its provider: GCRA with burst 1 at 95 % of the rate (ARCHITECTURE §4). Pure Python.

Times are seconds of the event loop's clock. A slot is taken when the call leaves, not when it is planned.
"""

SHARE = 0.95
_TOLERANCE = 0.25


class Pace:
    """One channel's calls, evenly spaced. `rate` is the provider's limit a second.

    A call that leaves a little late (a quarter of the interval) does not push the later ones back; so the rate is used
    fully and no second holds one call more than the limit.
    """

    def __init__(self, rate: float) -> None:
        self.interval = 1 / (rate * SHARE)
        self._next = 0.0

    def next(self, now: float) -> float:
        """When the next call may leave."""
        return max(now, self._next)

    def take(self, now: float) -> float:
        """Take the next slot; returns when the call leaves (`now` or later)."""
        slot = max(now, self._next)
        self._next = max(self._next, now - _TOLERANCE * self.interval) + self.interval
        return slot

    def hold(self, until: float) -> None:
        """No call before `until`."""
        self._next = max(self._next, until)


class ChatPace:
    """When each chat may be written to again: `rate` calls a second into one chat, none with 0."""

    def __init__(self, rate: float) -> None:
        self.interval = 1 / (rate * SHARE) if rate else 0.0
        self._next: dict[int, float] = {}

    def note(self, chat: int, at: float) -> None:
        """A call into the chat leaves at `at`."""
        if self.interval:
            self._next[chat] = at + self.interval

    def resting(self, now: float) -> dict[int, float]:
        """Chats that may not be written to yet, and when they may."""
        self._next = {chat: at for chat, at in self._next.items() if at > now}
        return self._next
