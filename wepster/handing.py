"""Files leave on the event loop, so that a slow reader holds no thread (DEPENDENCIES §2.4 has the same for bodies that come in).

Django decides in a thread of the pool and hands the open file over by WSGI's own `wsgi.file_wrapper`; the thread is free
then, and the bytes are read a piece at a time, as fast as the client takes them.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from a2wsgi.wsgi import WSGIMiddleware, WSGIResponder

PIECE = 256 * 1024
READERS = 4
_readers = ThreadPoolExecutor(READERS, thread_name_prefix="files")


class Handed:
    """An open file that Django leaves to whoever called it; `close` ends its response too."""

    def __init__(self, file: Any, size: int = PIECE) -> None:
        self.file = file

    def close(self) -> None:
        """Close the file; Django's response hears of it."""
        self.file.close()


class Responder(WSGIResponder):
    """One request: the answer's head and short bodies from the thread, a file's bytes from the loop."""

    handed: Handed | None = None

    def wsgi(self, environ: Any, start_response: Any) -> None:
        """In the pool's thread."""
        environ["wsgi.file_wrapper"] = Handed
        iterable = self.app(environ, start_response)
        if isinstance(iterable, Handed):
            self.handed = iterable
            return
        try:
            for chunk in iterable:
                self.send({"type": "http.response.body", "body": chunk, "more_body": True})
            self.send({"type": "http.response.body", "body": b""})
        finally:
            getattr(iterable, "close", lambda: None)()

    async def hand_over(self, receive: Any, send: Any) -> None:
        """On the loop, after the head: until the file or the client's patience ends."""
        if self.handed is None:
            return
        loop = asyncio.get_running_loop()
        away = loop.create_task(_gone(receive))
        try:
            while not away.done():
                piece = await loop.run_in_executor(_readers, self.handed.file.read, PIECE)
                await send({"type": "http.response.body", "body": piece, "more_body": bool(piece)})
                if not piece:
                    return
        finally:
            away.cancel()
            await asyncio.shield(loop.run_in_executor(_readers, self.handed.close))


class Handing(WSGIMiddleware):
    """A WSGI application as ASGI, its files handed over."""

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        responder = Responder(self.app, self.executor, self.send_queue_size)
        await responder(scope, receive, send)
        await responder.hand_over(receive, send)


async def _gone(receive: Any) -> None:
    """Returns when the client went away."""
    while (await receive())["type"] != "http.disconnect":
        pass
