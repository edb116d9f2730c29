"""Request bodies are read before a thread is taken (DEPENDENCIES §2.4): slow and huge bodies hold no thread."""

import asyncio
import errno
import logging
import tempfile
from typing import Any

from wepster.views import errors

log = logging.getLogger(__name__)
MAX_BODY = 110 * 1024 * 1024
DRAIN = 1024 * 1024 * 1024
MAX_SECONDS = 300
_IN_MEMORY = 256 * 1024
_CHUNK = 64 * 1024
_FRAMING = frozenset({b"content-length", b"transfer-encoding"})


class Spool:
    """Wrap an ASGI application: 413 above MAX_BODY bytes, 408 when the body takes more than MAX_SECONDS, 507 when the
    disk has no room for it; each with a page that says so.

    A body that is too large is read to its end all the same (up to 1 GB): a browser hears an answer only then.
    """

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
                await _refuse(scope, send, 408)
                return
            except OSError as error:
                if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                    raise
                log.error("a request's body has no room: the disk is full")
                await _refuse(scope, send, 507)
                return
            if size is None:
                return
            if size > MAX_BODY:
                await _refuse(scope, send, 413)
                return
            body.seek(0)
            await self.app(_measured(scope, size), _replay(body, size, receive), send)


def _measured(scope: dict[str, Any], size: int) -> dict[str, Any]:
    """The scope with the body's length: one that came in chunks told none, and WSGI would read nothing."""
    kept = [(name, value) for name, value in scope["headers"] if name not in _FRAMING]
    return {**scope, "headers": [*kept, (b"content-length", b"%d" % size)]}


async def _read(receive: Any, body: Any) -> int | None:
    """Bytes that came, None when the client went away; those above MAX_BODY are not kept."""
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        chunk = message.get("body", b"")
        size += len(chunk)
        if size <= MAX_BODY:
            body.write(chunk)
        if not message.get("more_body") or size > DRAIN:
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


async def _refuse(scope: dict[str, Any], send: Any, status: int) -> None:
    languages = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    page = errors.spooled(status, languages).encode()
    headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", b"%d" % len(page)),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": page})
