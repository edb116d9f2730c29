"""`/livez` and `/readyz` as ASGI: answered even while every thread of Django waits for a database that hangs."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from common.asking import Question
from wepster.readiness import readiness

PATHS = ("/livez", "/readyz")
_readiness = Question("readiness", readiness)
Send = Callable[[dict[str, Any]], Awaitable[None]]


async def probes(scope: dict[str, Any], receive: Any, send: Send) -> None:
    """Answer GET and HEAD; 405 to the rest."""
    if scope["method"] not in ("GET", "HEAD"):
        await _answer(send, 405, "text/plain", b"", [(b"allow", b"GET, HEAD")])
    elif scope["path"] == "/livez":
        await _answer(send, 200, "text/plain", b"ok")
    else:
        ready, state = await asyncio.wrap_future(_readiness.ask())
        await _answer(send, 200 if ready else 503, "application/json", json.dumps(state).encode())


async def _answer(
    send: Send, status: int, kind: str, body: bytes, more: list[tuple[bytes, bytes]] | None = None
) -> None:
    headers = [
        (b"content-type", kind.encode()),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        *(more or []),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
