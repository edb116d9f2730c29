"""Server-sent events to the sandbox's own pages: thin news, the page fetches what it shows."""

import asyncio
import json
from typing import Any


class Live:
    """Pages that listen."""

    def __init__(self) -> None:
        self._pages: set[asyncio.Queue[bytes]] = set()

    def tell(self, **news: Any) -> None:
        """Tell all pages; costs nothing while none is open. A page that is 256 news behind misses some."""
        if not self._pages:
            return
        line = b"data: " + json.dumps(news).encode() + b"\n\n"
        for queue in self._pages:
            if not queue.full():
                queue.put_nowait(line)

    def open(self) -> asyncio.Queue[bytes]:
        """A page begins to listen."""
        queue: asyncio.Queue[bytes] = asyncio.Queue(256)
        self._pages.add(queue)
        return queue

    def close(self, queue: asyncio.Queue[bytes]) -> None:
        """A page has gone."""
        self._pages.discard(queue)
