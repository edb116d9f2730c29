"""Updates of a bot on their way: queues, webhook with retries, or getUpdates (PROTOCOLS §1.3).

Queues are keyed by chat and kind. Only the first update of a queue is tried, so a failing one holds back the later
ones of its queue and nobody else's. A failed try is repeated at once, then after 2, 4, 8, 16, 32 and then 60–120
seconds, until the update is 24 hours old (a button press: 150 seconds).
"""

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.clock import Clock

DAY, PRESS = 24 * 3600.0, 150.0
UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}
QUEUES = {"message": "chat", "edited_message": "chat", "callback_query": "press", "my_chat_member": "member"}


@dataclass(slots=True, eq=False)
class Update:
    """An update, the queue it stands in and how often it failed. ``at``: when it arose."""

    body: dict[str, Any]
    kind: str
    queue: tuple[str, int]
    at: float
    fails: int = 0

    @property
    def id(self) -> int:
        """update_id."""
        return self.body["update_id"]

    def lifetime(self) -> float:
        """Seconds it is kept."""
        return PRESS if self.kind == "callback_query" else DAY


@dataclass(slots=True)
class Tried:
    """Outcome of one delivery: taken or not, and the pause the receiver asked for."""

    taken: bool
    retry_after: float | None = None


def pause(fails: int) -> float:
    """Seconds before the next try after so many failed ones."""
    if fails <= 1:
        return 0.0
    return 2.0 ** (fails - 1) if fails <= 6 else random.uniform(60, 120)


class Outbox:
    """Pending updates of one bot. ``post(update)`` makes one delivery; ``forgotten(id)`` hears of each that left."""

    def __init__(
        self, clock: Clock, post: Callable[[Update], Awaitable[Tried]], forgotten: Callable[[Update], None]
    ) -> None:
        self._clock, self._post, self._forgotten = clock, post, forgotten
        self.pending: dict[int, Update] = {}
        self._queues: dict[tuple[str, int], deque[Update]] = {}
        self._workers: dict[tuple[str, int], asyncio.Task[None]] = {}
        self._slots: asyncio.Semaphore | None = None
        self.news = asyncio.Event()
        self.empty = asyncio.Event()
        self.empty.set()

    def put(self, update: Update) -> None:
        """Accept an update; it is delivered at once when a webhook is set."""
        self.pending[update.id] = update
        self.empty.clear()
        self._queues.setdefault(update.queue, deque()).append(update)
        if self._slots is not None:
            self._start(update.queue)
        self.news.set()

    def forget(self, update: Update) -> None:
        """An update is done with: delivered, confirmed, too old or dropped."""
        if self.pending.pop(update.id, None) is None:
            return
        queue = self._queues.get(update.queue)
        if queue:
            queue.remove(update)
            if not queue:
                del self._queues[update.queue]
        self._forgotten(update)
        if not self.pending:
            self.empty.set()

    def waiting(self, queue: tuple[str, int]) -> list[Update]:
        """Updates of one queue, the oldest first."""
        return list(self._queues.get(queue, ()))

    def expire(self) -> None:
        """Forget what is too old."""
        now = self._clock.now()
        for update in [one for one in self.pending.values() if now - one.at > one.lifetime()]:
            self.forget(update)

    def drop(self) -> None:
        """Forget everything."""
        for update in list(self.pending.values()):
            self.forget(update)

    def deliver(self, connections: int) -> None:
        """A webhook was set: try everything anew, over at most so many connections at once."""
        self.stop()
        self._slots = asyncio.Semaphore(connections)
        for update in self.pending.values():
            update.fails = 0
        for key in list(self._queues):
            self._start(key)

    def stop(self) -> None:
        """The webhook is gone: updates wait."""
        self._slots = None
        for worker in list(self._workers.values()):
            worker.cancel()
        self._workers.clear()

    def _start(self, key: tuple[str, int]) -> None:
        """See that somebody works on a queue."""
        if key not in self._workers:
            self._workers[key] = asyncio.get_running_loop().create_task(self._work(key))

    async def _work(self, key: tuple[str, int]) -> None:
        """Deliver a queue, in order, until it is empty."""
        me = asyncio.current_task()
        try:
            while queue := self._queues.get(key):
                update = queue[0]
                if self._clock.now() - update.at > update.lifetime():
                    self.forget(update)
                    continue
                slots = self._slots
                if slots is None:
                    return
                async with slots:
                    tried = await self._post(update)
                if tried.taken:
                    self.forget(update)
                    continue
                update.fails += 1
                await self._clock.sleep(
                    pause(update.fails) if tried.retry_after is None else tried.retry_after
                )
        finally:
            if self._workers.get(key) is me:
                del self._workers[key]
