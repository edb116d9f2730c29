"""The process's one subscription to visitors' hints on Redis; while it is lost, pages ask by themselves."""

import asyncio
import json
import logging

from django.conf import settings
from redis import asyncio as aioredis

from acquisition import live
from acquisition.relay.sockets import Sockets

log = logging.getLogger(__name__)
IDLE, SILENT, AGAIN = 5.0, 3.0, 1.0
_made: dict[asyncio.AbstractEventLoop, tuple[Sockets, "Subscription"]] = {}


def relay() -> Sockets:
    """The sockets of this event loop, fed by its subscription, which begins with the first one."""
    loop = asyncio.get_running_loop()
    if loop not in _made:
        for gone in [each for each in _made if each.is_closed()]:
            del _made[gone]
        sockets = Sockets()
        _made[loop] = sockets, Subscription(sockets)
    sockets, subscription = _made[loop]
    subscription.start()
    return sockets


class Subscription:
    def __init__(self, sockets: Sockets) -> None:
        self._sockets = sockets
        self._prefix = live.topic("")
        self._redis = aioredis.Redis.from_url(settings.REDIS_URL, socket_timeout=10, socket_connect_timeout=1)
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to listen, once."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        while True:
            try:
                await self._listen()
            except Exception as error:
                log.warning("hints for visitors pause: %s", type(error).__name__)
            self._sockets.set_live(False)
            await asyncio.sleep(AGAIN)

    async def _listen(self) -> None:
        async with self._redis.pubsub() as pubsub:
            await pubsub.psubscribe(f"{self._prefix}*")
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
                    self._sockets.set_live(True)
                elif message["type"] == "pmessage":
                    self._hear(message["channel"].decode(), message["data"])

    def _hear(self, channel: str, data: bytes) -> None:
        try:
            said = json.loads(data)
            self._sockets.hear(channel.removeprefix(self._prefix), str(said["visitor"]), int(said["rev"]))
        except (ValueError, KeyError, TypeError) as error:
            log.warning("a visitor's hint was not understood: %s", type(error).__name__)
