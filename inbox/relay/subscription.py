"""The process's one subscription to Redis; when it is lost the sockets stay and pages are told that updates pause."""

import asyncio
import contextlib
import json
import logging
from typing import Any

from django.conf import settings
from redis import asyncio as aioredis

from common import live
from inbox.relay.switchboard import Switchboard

log = logging.getLogger(__name__)
IDLE = 5.0
SILENT = 3.0
AGAIN = 1.0


class Subscription:
    """Starts with the first socket of the process and goes on for good."""

    def __init__(self, switchboard: Switchboard) -> None:
        self._switchboard = switchboard
        self._hints = live.topic(0).removesuffix("0")
        self._presence = self._hints.replace(":live:", ":presence:", 1)
        self._redis = aioredis.Redis.from_url(settings.REDIS_URL, socket_timeout=10, socket_connect_timeout=1)
        self._task: asyncio.Task[None] | None = None
        self.ready = asyncio.Event()

    def start(self) -> None:
        """Begin to listen, once."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def close(self) -> None:
        """Stop listening."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
        await self._redis.aclose()

    async def say(self, project: int, word: dict[str, Any]) -> None:
        """Tell all processes, this one too, who looks or types; without Redis only this one hears it."""
        try:
            async with asyncio.timeout(0.5):
                await self._redis.publish(f"{self._presence}{project}", json.dumps(word))
        except Exception:
            self._switchboard.hear_presence(project, word)

    async def _run(self) -> None:
        fading = asyncio.create_task(self._fade())
        try:
            while True:
                try:
                    await self._listen()
                except Exception as error:
                    log.warning("live updates pause: %s", type(error).__name__)
                self.ready.clear()
                self._switchboard.set_live(False)
                await asyncio.sleep(AGAIN)
        finally:
            fading.cancel()

    async def _fade(self) -> None:
        while True:
            await asyncio.sleep(1)
            self._switchboard.fade()

    async def _listen(self) -> None:
        async with self._redis.pubsub() as pubsub:
            await pubsub.psubscribe(f"{self._hints}*", f"{self._presence}*")
            asked = False
            while True:
                message = await pubsub.get_message(timeout=SILENT if asked else IDLE)
                if message is None:
                    if asked:
                        raise TimeoutError
                    await pubsub.ping()
                    asked = True
                    continue
                asked = False
                if message["type"] == "psubscribe":
                    self._switchboard.set_live(True)
                    self.ready.set()
                elif message["type"] == "pmessage":
                    self._hear(message["channel"].decode(), message["data"])

    def _hear(self, channel: str, data: bytes) -> None:
        try:
            said = json.loads(data)
            if channel.startswith(self._presence):
                self._switchboard.hear_presence(int(channel.removeprefix(self._presence)), said)
            else:
                self._switchboard.hear(int(channel.removeprefix(self._hints)), said)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            log.warning("a push was not understood: %s", type(error).__name__)
