"""What waits to leave one socket: hints merged into at most four frames a second, the first three at once."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

GAP = 0.25
SECOND = 1.0
MOST, AT_ONCE = 4, 3
BEHIND = 64 * GAP
Frame = dict[str, Any]


class TooSlow(Exception):
    """The page did not take a frame for as long as 64 frames last."""


class Outbox:
    """`pump()` runs while the socket lives; everything else only notes what should leave."""

    def __init__(self, send: Callable[[Frame], Awaitable[None]]) -> None:
        self._send = send
        self._chats: dict[int, int] = {}
        self._others: dict[str, Frame] = {}
        self._counts = False
        self._due = asyncio.Event()
        self._left: deque[float] = deque(maxlen=MOST)

    def changed(self, chat: int, rev: int) -> None:
        """The chat has reached `rev` (0: it left what the member sees)."""
        self._chats[chat] = max(rev, self._chats.get(chat, 0))
        self._due.set()

    def counts(self) -> None:
        """Something that no chat names has changed: the page looks at its list again."""
        self._counts = True
        self._due.set()

    def put(self, frame: Frame) -> None:
        """A frame with content of its own; of frames of one type and chat the last one leaves."""
        self._others[f"{frame['type']}:{frame.get('chat', '')}"] = frame
        self._due.set()

    async def pump(self) -> None:
        """Send what waits, never more often than allowed; raises TooSlow."""
        loop = asyncio.get_running_loop()
        while True:
            await self._due.wait()
            if (pause := self._pause(loop.time())) > 0:
                await asyncio.sleep(pause)
            try:
                async with asyncio.timeout(BEHIND):
                    await self._send(self._take())
            except TimeoutError:
                raise TooSlow from None
            self._left.append(loop.time())

    def _pause(self, now: float) -> float:
        """Seconds until the next frame may leave: at once after a quiet second, evenly when there is always more."""
        lately = [at for at in self._left if now - at < SECOND]
        if len(lately) < AT_ONCE:
            return 0.0
        even = lately[-1] + GAP
        return max(even, lately[0] + SECOND if len(lately) == MOST else even) - now

    def _take(self) -> Frame:
        if self._chats or self._counts:
            frame: Frame = {"type": "changed", "chats": self._chats}
            self._chats, self._counts = {}, False
        else:
            frame = self._others.pop(next(iter(self._others)))
        if not self._others:
            self._due.clear()
        return frame
