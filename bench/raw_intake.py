"""The raw limit of storing a webhook: a bare ASGI application and asyncpg, one INSERT a request."""

import os
from typing import Any

import asyncpg

_pool: Any = None


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Store the body, answer 200."""
    global _pool
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                _pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=8, max_size=8)
                await send({"type": "lifespan.startup.complete"})
            else:
                await _pool.close()
                await send({"type": "lifespan.shutdown.complete"})
                return
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    await _pool.execute("INSERT INTO bench_receipt (body) VALUES ($1)", body)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"0")]})
    await send({"type": "http.response.body", "body": b""})
