"""Events of a bot on their way (PROTOCOLS §2.3): first tries in order by client, a failed one again several times for an hour.

A failed event holds nobody back: what comes again comes late, and out of order.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.clock import Clock

PAUSES = (
    5.0,
    30.0,
    120.0,
    600.0,
    1200.0,
    1600.0,
)  # Viber publishes no times, only that it goes on for an hour


@dataclass(slots=True, eq=False)
class Event:
    """An event: its number in the sandbox, its body, whom it is about."""

    id: int
    body: dict[str, Any]
    user: str
    at: float
    fails: int = 0


class Outbox:
    """Pending events of one bot. ``post(event)`` makes one delivery; ``forgotten(event)`` hears of each that left."""

    def __init__(
        self, clock: Clock, post: Callable[[Event], Awaitable[bool]], forgotten: Callable[[Event], None]
    ) -> None:
        self._clock, self._post, self._forgotten = clock, post, forgotten
        self.pending: dict[int, Event] = {}
        self._queues: dict[str, deque[Event]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._on = False
        self.empty = asyncio.Event()
        self.empty.set()

    def put(self, event: Event) -> None:
        """Accept an event."""
        self.pending[event.id] = event
        self.empty.clear()
        if self._on:
            self._line_up(event)

    def deliver(self) -> None:
        """Deliver from now on, what waited too."""
        self.stop()
        self._on = True
        for event in self.pending.values():
            self._line_up(event)

    def stop(self) -> None:
        """Events wait."""
        self._on = False
        for task in self._tasks:
            task.cancel()
        self._tasks.clear()
        self._queues.clear()

    def _line_up(self, event: Event) -> None:
        queue = self._queues.get(event.user)
        if queue is not None:
            queue.append(event)
            return
        self._queues[event.user] = deque([event])
        self._run(self._work(event.user))

    def _run(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self, user: str) -> None:
        """First tries of one client's events, in order."""
        queue = self._queues[user]
        while queue:
            event = queue.popleft()
            if event.id in self.pending and not await self._try(event):
                self._run(self._again(event))
        if self._queues.get(user) is queue:
            del self._queues[user]

    async def _again(self, event: Event) -> None:
        for pause in PAUSES:
            await self._clock.sleep(pause)
            if event.id not in self.pending or await self._try(event):
                return
        self._forget(event)

    async def _try(self, event: Event) -> bool:
        if await self._post(event):
            self._forget(event)
            return True
        event.fails += 1
        return False

    def _forget(self, event: Event) -> None:
        if self.pending.pop(event.id, None) is None:
            return
        self._forgotten(event)
        if not self.pending:
            self.empty.set()
