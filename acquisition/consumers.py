"""A visitor's socket: it says that there is something new, the page asks for it by its cursor (CHN-13).

The first frame proves who it is by the token (never in the address, which logs keep). The database is not touched.
"""

import asyncio
import contextlib
import json
from typing import Any

from channels.generic.websocket import AsyncWebsocketConsumer

from acquisition import tickets
from acquisition.relay.sockets import Sockets
from acquisition.relay.subscription import relay
from common import tally

BEAT = 25
PATIENCE = 10
LONGEST = 1024
WAITING = 16
STRANGER, MANY, UNREADABLE, SILENT, SLOW = 4401, 4429, 4400, 4408, 4409


class VisitorConsumer(AsyncWebsocketConsumer):
    _sockets: Sockets | None = None
    _code = ""
    _address = ""
    _alarm: asyncio.TimerHandle | None = None
    _pumping: asyncio.Task[None] | None = None

    async def connect(self) -> None:
        self.account = str(self.scope["url_route"]["kwargs"]["account"])
        self._address = str((self.scope.get("client") or ("",))[0])
        self._waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue(WAITING)
        sockets = relay()
        await self.accept()
        if not sockets.admit(self._address):
            await self.close(MANY)
            return
        self._sockets = sockets
        self._expect(PATIENCE)

    async def disconnect(self, code: int) -> None:
        if self._alarm:
            self._alarm.cancel()
        if self._pumping:
            self._pumping.cancel()
        if self._sockets:
            self._sockets.leave(self._address)
            if self._code:
                self._sockets.remove(self.account, self._code, self)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        try:
            said: Any = json.loads(text_data or "") if len(text_data or "") <= LONGEST else None
            kind = said["type"]
        except (ValueError, KeyError, TypeError, RecursionError):
            await self.close(UNREADABLE)
            return
        self._expect(2.5 * BEAT)
        if kind == "hello" and not self._code:
            await self._hello(str(said.get("token", "")))
        elif kind == "ping" and self._code:
            self.tell({"type": "pong"})
        else:
            await self.close(UNREADABLE)

    def tell(self, frame: dict[str, Any]) -> None:
        """Send a frame soon; a page that takes none is left, and comes again."""
        try:
            self._waiting.put_nowait(frame)
        except asyncio.QueueFull:
            self._end(SLOW)

    async def _hello(self, token: str) -> None:
        code = tickets.code_of(self.account, token)
        if not code or self._sockets is None:
            await self.close(STRANGER)
            return
        self._code = code
        self._sockets.add(self.account, code, self)
        self._pumping = asyncio.create_task(self._pump())
        self.tell({"type": "hello", "ping": BEAT})
        if not self._sockets.live:
            self.tell({"type": "paused"})

    async def _pump(self) -> None:
        with contextlib.suppress(Exception):  # the connection is gone; disconnect follows
            while True:
                frame = await self._waiting.get()
                await self.send(text_data=json.dumps(frame, separators=(",", ":")))
                tally.count("webchat_frames")

    def _expect(self, seconds: float) -> None:
        """Close unless something is heard in time."""
        if self._alarm:
            self._alarm.cancel()
        self._alarm = asyncio.get_running_loop().call_later(seconds, self._end, SILENT)

    def _end(self, code: int) -> None:
        self._closing = asyncio.ensure_future(self.close(code))
