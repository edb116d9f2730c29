"""The lanes of one process: ingest lanes and senders on one event loop, database work at a few desks (ARCHITECTURE §11).

Work is found in three ways: hints on Redis, the channel's own going on, and a sweep of the database each second that needs
no Redis. Seven threads, so at most seven connections; the last one opens only for files.
"""

import asyncio
import contextlib
import logging
from typing import BinaryIO

import redis.asyncio
from django.conf import settings
from django.db import connection

from channels_hub.domain import beating, ingesting, settling
from channels_hub.domain.desks import desks
from channels_hub.domain.ingesting import where
from channels_hub.domain.inward import Inward
from channels_hub.domain.opening import open_stored
from channels_hub.domain.outward import Outward
from channels_hub.domain.polling import Polling
from channels_hub.messengers.vocabulary import OutgoingFile
from channels_hub.queries import deliveries
from common import wakes
from projects.scope import everywhere

log = logging.getLogger(__name__)
SWEEP_EVERY = 1.0
LISTEN_PAUSE = 0.5


class Lanes:
    """`run()` until `stop()` is called from any thread; made on the loop that runs it."""

    def __init__(self) -> None:
        self._desks = desks("in-1", "in-2", "claim", "start", "settle", "upkeep", "files")
        self._stop = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self.inward = Inward([self._desks["in-1"], self._desks["in-2"]])
        self.outward = Outward(self._desks["claim"], self._desks["start"], self._desks["settle"], self._open)
        self.polling = Polling(self._desks["upkeep"], self.outward.holder)

    def stop(self) -> None:
        """End in order."""
        self._loop.call_soon_threadsafe(self._stop.set)

    def wake(self, road: str, channels: list[int]) -> None:
        """What a hint says; on the loop's own thread."""
        target = self.inward if road == wakes.WAY_IN else self.outward
        for channel in channels:
            target.wake(channel)

    async def run(self) -> None:
        """Work until stopped. Raises what no part can live with; the process must end then and start afresh."""
        works = [
            asyncio.create_task(work, name=name)
            for name, work in {
                "listen": self._listen(),
                "sweep": self._sweep(),
                "inward": self.inward.run(),
                "outward": self.outward.run(),
                "polling": self.polling.run(),
            }.items()
        ]
        stopped = asyncio.create_task(self._stop.wait())
        try:
            done, _ = await asyncio.wait([stopped, *works], return_when=asyncio.FIRST_COMPLETED)
        finally:
            await self.outward.close()
            for task in (stopped, *works):
                task.cancel()
            await asyncio.gather(*works, return_exceptions=True)
            for desk in self._desks.values():
                await asyncio.to_thread(desk.close)
        for task in done - {stopped}:
            task.result()
            raise RuntimeError(f"lanes: {task.get_name()} ended by itself")

    async def _listen(self) -> None:
        """Hear hints; while Redis is away the sweep does."""
        while True:
            try:
                async with (
                    redis.asyncio.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=1) as client,
                    client.pubsub(ignore_subscribe_messages=True) as hints,
                ):
                    await hints.subscribe(wakes.topic())
                    while True:
                        hint = await hints.get_message(timeout=10)
                        if hint is not None:
                            self.wake(*wakes.read(hint["data"]))
            except (redis.exceptions.RedisError, OSError) as error:
                log.warning("no hints from Redis, the sweep goes on: %s", type(error).__name__)
                await asyncio.sleep(LISTEN_PAUSE)

    async def _sweep(self) -> None:
        """Each second: what waits in the database, calls that nobody finished, our heartbeat."""
        while True:
            began = self._loop.time()
            try:
                incoming, outgoing = await self._desks["upkeep"].do(look)
                for project, channel in incoming:
                    self.inward.wake(channel, project)
                for _, channel in outgoing:
                    self.outward.wake(channel)
            except Exception as error:
                log.warning("the sweep failed: %s", where(error))
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(SWEEP_EVERY - (self._loop.time() - began), 0.05)):
                    await self._stop.wait()
            if self._stop.is_set():
                await asyncio.Event().wait()  # until cancelled: the end is in order elsewhere

    async def _open(self, project: int, file: OutgoingFile) -> BinaryIO:
        return await self._desks["files"].do(open_stored, project, file.file)


def look() -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """One sweep: (project, channel) with receipts, (project, channel) with deliveries."""
    beating.beat("lanes")
    settling.give_up_lost()
    with everywhere("sweep: channels with queued deliveries"), connection.cursor() as cursor:
        outgoing = deliveries.busy(cursor)
    return ingesting.busy(), outgoing
