"""How fast a channel may call its provider: GCRA at 93 % of the rate, and a count of each second (ARCHITECTURE §4). Pure Python.

Times are seconds of the event loop's clock. A slot is taken when the call leaves, not when it is planned. Why 93:
docs/decisions/0020-pacing-at-93-per-cent.md.
"""

import math
from collections import deque

SHARE = 0.93
_TOLERANCE, _REST = 1.0, 3.0
_WIDEST, _FORGET = 0.03, 0.99


class Pace:
    """One channel's calls, evenly spaced. `rate` is the provider's limit a second.

    A call that leaves late (by an interval at most) does not push the later ones back, so that the rate is used fully; what
    a busy machine lets leave together is counted by `pause`, so that no second holds more than its share.
    """

    def __init__(self, rate: float) -> None:
        self.interval = 1 / (rate * SHARE)
        self._next = 0.0
        self._late = 0.0
        self._left: deque[float] = deque(maxlen=math.ceil(rate * SHARE))

    def next(self, now: float) -> float:
        """When the next call may leave."""
        return max(now, self._next)

    def take(self, now: float, calls: int = 1) -> float:
        """Take the next slot, for a message of so many calls; returns when the first leaves (`now` or later)."""
        slot = max(now, self._next)
        late = now - self._next
        if late > _REST * self.interval:  # it rested; nothing is saved up
            self._next = now
        self._next = max(self._next, now - _TOLERANCE * self.interval) + calls * self.interval
        return slot

    def pause(self, now: float, slot: float, calls: int = 1) -> float:
        """0 when the calls of `slot` leave now, which is noted; else the seconds until the last second has room for them.

        The second is a little longer while calls leave late: what delays us on a busy machine delays them on their way.
        """
        self._late = max(self._late * _FORGET, min(now - slot, _WIDEST))
        most = self._left.maxlen or 1
        over = min(len(self._left) + min(calls, most) - most, len(self._left))
        room_at = self._left[over - 1] + 1 + self._late if over > 0 else now
        if now < room_at:
            return room_at - now
        self._left.extend([now] * calls)
        return 0.0

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
