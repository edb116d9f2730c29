"""The raw limit of pushes: a bare ASGI application, one Redis subscription, a loop over the open sockets."""

import asyncio
import os
from typing import Any

from redis import asyncio as aioredis

TOPIC = "bench:push"
_sockets: dict[int, Any] = {}


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """`/<n>` is a socket; a word "<n>:…" goes to that one, "*:…" to all."""
    if scope["type"] == "lifespan":
        await _live(receive, send)
    elif scope["type"] == "websocket":
        await _socket(scope, receive, send)
    else:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})


async def _socket(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    number = int(scope["path"].removeprefix("/"))
    _sockets[number] = send
    while (await receive())["type"] != "websocket.disconnect":
        pass
    _sockets.pop(number, None)


async def _live(receive: Any, send: Any) -> None:
    listening: asyncio.Task[None] | None = None
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            redis = aioredis.Redis.from_url(os.environ["REDIS_URL"])
            heard = redis.pubsub(ignore_subscribe_messages=True)
            await heard.subscribe(TOPIC)
            listening = asyncio.create_task(_listen(heard))
            await send({"type": "lifespan.startup.complete"})
        else:
            if listening:
                listening.cancel()
            await send({"type": "lifespan.shutdown.complete"})
            return


async def _listen(heard: Any) -> None:
    async for message in heard.listen():
        to, _, word = message["data"].decode().partition(":")
        for send in list(_sockets.values()) if to == "*" else [_sockets[int(to)]]:
            await send({"type": "websocket.send", "text": word})
