"""Events of a community on their way: every Callback server gets each, Long Poll keeps them (PROTOCOLS §3.3).

A server that does not answer 200 and "ok" is tried again after 10 s, 3 min, 10 min, 30 min and 1 h; then the event is
given up. Later events do not wait for a failing one. First tries of one chat keep their order.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sandbox.clock import Clock
from sandbox.vk.models import Community, Server

PAUSES = (10.0, 180.0, 600.0, 1800.0, 3600.0)
REMEMBERED = 100_000
AT_ONCE = 40


@dataclass(slots=True, eq=False)
class Event:
    """An event, whose chat it is about, and the mark that Long Poll gives it."""

    body: dict[str, Any]
    peer: int
    mark: int

    @property
    def id(self) -> str:
        """event_id."""
        return str(self.body["event_id"])


@dataclass(slots=True)
class Tried:
    """Outcome of one delivery: taken or not, and the pause the receiver asked for."""

    taken: bool
    retry_after: float | None = None


Post = Callable[[Server, dict[str, Any], int], Awaitable[Tried]]


class Outbox:
    """Events of one community. ``post(server, body, failures)`` makes one delivery; ``settled()`` hears of each that left."""

    def __init__(self, clock: Clock, community: Community, post: Post, settled: Callable[[], None]) -> None:
        self._clock, self._community, self._post, self._settled = clock, community, post, settled
        self.pending: dict[tuple[int, str], Event] = {}
        self.history: deque[Event] = deque(maxlen=REMEMBERED)
        self.mark = self.asked = 0
        self.news = asyncio.Event()
        self.empty = asyncio.Event()
        self.empty.set()
        self._queues: dict[tuple[int, int], deque[Event]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots = asyncio.Semaphore(AT_ONCE)

    def put(self, body: dict[str, Any], peer: int) -> bool:
        """Send an event to all who want its kind; False when nobody does."""
        kind = str(body.get("type", ""))
        self.mark += 1
        event = Event(body, peer, self.mark)
        wanted = False
        if self._community.polls and self._community.poll_events.get(kind, kind == "message_new"):
            self.history.append(event)
            self.news.set()
            wanted = True
        for server in self._community.servers.values():
            if server.status == "ok" and server.events.get(kind, kind not in EVENTS):
                self._queue(server, event)
                wanted = True
        self._look()
        return wanted

    def heard(self, mark: int) -> None:
        """Long Poll was asked from this mark on: all before it are taken."""
        self.asked = max(self.asked, mark)
        self._look()

    def waits(self, event: str) -> bool:
        """Has somebody still to take this event?"""
        return any(name == event for _, name in self.pending) or any(
            one.id == event for one in self.history if one.mark > self.asked
        )

    def waiting(self) -> list[dict[str, Any]]:
        """Bodies that somebody has still to take."""
        polled = [one.body for one in self.history if one.mark > self.asked] if self._community.polls else []
        return [event.body for event in self.pending.values()] + polled

    def forget(self, server: int) -> None:
        """A server is gone, and what it had to get."""
        for key in [key for key in self.pending if key[0] == server]:
            del self.pending[key]
        self._look()

    def stop(self) -> None:
        """The process ends, or the token was revoked: nothing goes out any more."""
        for task in self._tasks:
            task.cancel()

    def run(self, work: Any) -> None:
        """Let a coroutine run beside."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _queue(self, server: Server, event: Event) -> None:
        self.pending[server.id, event.id] = event
        key = (server.id, event.peer)
        queue = self._queues.get(key)
        if queue is None:
            queue = self._queues[key] = deque()
            self.run(self._work(key, server))
        queue.append(event)

    async def _work(self, key: tuple[int, int], server: Server) -> None:
        """First tries of one chat's events, in order."""
        await asyncio.sleep(0)
        queue = self._queues[key]
        try:
            while queue:
                await self._try(server, queue.popleft(), 0)
        finally:
            del self._queues[key]

    async def _try(self, server: Server, event: Event, failures: int) -> None:
        if (server.id, event.id) not in self.pending:
            return
        async with self._slots:
            tried = await self._post(server, event.body, failures)
        if not tried.taken and failures < len(PAUSES):
            pause = PAUSES[failures] if tried.retry_after is None else tried.retry_after
            self.run(self._again(server, event, failures + 1, pause))
            return
        self.pending.pop((server.id, event.id), None)
        self._look()

    async def _again(self, server: Server, event: Event, failures: int, pause: float) -> None:
        await self._clock.sleep(pause)
        await self._try(server, event, failures)

    def _look(self) -> None:
        unasked = self._community.polls and self.history and self.history[-1].mark > self.asked
        if self.pending or unasked:
            self.empty.clear()
        else:
            self.empty.set()
        self._settled()


EVENTS = frozenset(
    {
        "message_new", "message_reply", "message_edit", "message_allow", "message_deny", "message_event", "message_read",
        "message_typing_state",
    }
)  # fmt: skip
