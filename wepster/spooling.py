"""Request bodies are read before a thread is taken (DEPENDENCIES §2.4): slow and huge bodies hold no thread."""

import asyncio
import tempfile
from typing import Any

MAX_BODY = 110 * 1024 * 1024
MAX_SECONDS = 300
_IN_MEMORY = 256 * 1024
_CHUNK = 64 * 1024


class Spool:
    """Wrap an ASGI application: 413 above MAX_BODY bytes, 408 when the body takes more than MAX_SECONDS."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["method"] in {"GET", "HEAD"}:
            await self.app(scope, receive, send)
            return
        with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as body:
            try:
                size = await asyncio.wait_for(_read(receive, body), MAX_SECONDS)
            except TimeoutError:
                await _refuse(send, 408)
                return
            if size is None:
                return
            if size > MAX_BODY:
                await _refuse(send, 413)
                return
            body.seek(0)
            await self.app(scope, _replay(body, size, receive), send)


async def _read(receive: Any, body: Any) -> int | None:
    """Bytes read, one more than MAX_BODY when there was more, None when the client went away."""
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > MAX_BODY:
            return MAX_BODY + 1
        body.write(chunk)
        if not message.get("more_body"):
            return size


def _replay(body: Any, size: int, receive: Any) -> Any:
    left = size

    async def again() -> dict[str, Any]:
        nonlocal left
        if left < 0:
            return dict(await receive())
        chunk = body.read(_CHUNK)
        left -= len(chunk)
        more = left > 0
        if not more:
            left = -1
        return {"type": "http.request", "body": chunk, "more_body": more}

    return again


async def _refuse(send: Any, status: int) -> None:
    await send(
        {"type": "http.response.start", "status": status, "headers": [(b"content-type", b"text/plain")]}
    )
    await send({"type": "http.response.body", "body": b""})
