"""The one socket of a signed-in page (ARCHITECTURE §8): `/ws/?project=7`.

Takes {"type": "ping"}, {"type": "watch", "chat": 9} (no chat: none), {"type": "typing", "chat": 9, "mode": "note"};
sends hello, pong, {"type": "changed", "chats": {"9": 812}}, presence, paused and resumed. Authorised when it opens and at
each command; closed at once when rights or membership change.
"""

import asyncio
import contextlib
import json
import logging
from typing import Any
from urllib.parse import parse_qs

from channels.generic.websocket import AsyncWebsocketConsumer
from django.http import parse_cookie

from common import tally
from inbox.relay.entering import Entrance, NotMember, NotSignedIn, entrance, may_watch
from inbox.relay.outbox import Frame, Outbox, TooSlow
from inbox.relay.pool import in_pool
from inbox.relay.presence import MODES
from inbox.relay.process import relay

log = logging.getLogger(__name__)
BEAT = 25
LONGEST = 4096
SIGNED_OUT, RIGHTS_CHANGED, SLOW, UNREADABLE = 4401, 4403, 4408, 4400


class LiveConsumer(AsyncWebsocketConsumer):
    entrance: Entrance
    outbox: Outbox
    watched: int | None = None
    _pumping: asyncio.Task[None] | None = None
    _dismissed: asyncio.Task[None] | None = None
    _added = False

    async def connect(self) -> None:
        self.switchboard, self.subscription = relay()
        self.outbox = Outbox(self._frame)
        await self._soon(self.subscription.ready)
        refused = await self._enter()
        await self.accept()
        if refused:
            await self.close(refused)
            return
        self._pumping = asyncio.create_task(self._pump())
        await self._frame({"type": "hello", "ping": BEAT})
        if not self.switchboard.live:
            self.outbox.put({"type": "paused"})

    async def disconnect(self, code: int) -> None:
        if not self._added:
            return
        self.switchboard.remove(self)
        if self._pumping:
            self._pumping.cancel()
        await self._leave()

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        try:
            command: dict[str, Any] = json.loads(text_data or "") if len(text_data or "") <= LONGEST else {}
            act = {"ping": self._ping, "watch": self._watch, "typing": self._typing}[command["type"]]
            chat = command.get("chat")
            command["chat"] = int(chat) if chat is not None else None
        except (ValueError, KeyError, TypeError):
            await self.close(UNREADABLE)
            return
        if self._added:
            await act(command)

    def dismiss(self) -> None:
        """Rights or membership changed: close at once; the page connects anew with what it has now."""
        if self._dismissed is None:
            self.switchboard.remove(self)
            self._dismissed = asyncio.create_task(self.close(RIGHTS_CHANGED))

    async def _ping(self, command: dict[str, Any]) -> None:
        if refused := await self._enter():
            await self.close(refused)
            return
        await self._frame({"type": "pong"})
        if self.watched is not None:
            await self._look(self.watched)

    async def _watch(self, command: dict[str, Any]) -> None:
        chat = command["chat"]
        if chat != self.watched:
            await self._leave()
        if chat is None or not await self._may(chat):
            return
        self.watched = chat
        await self._look(chat)
        self.switchboard.show_presence(self.entrance.project, chat, only=self)

    async def _typing(self, command: dict[str, Any]) -> None:
        chat, mode = command["chat"], str(command.get("mode", ""))
        if chat is None or chat != self.watched or not await self._may(chat):
            return
        await self._look(chat, mode if mode in MODES else "stopped")

    async def _look(self, chat: int, mode: str = "") -> None:
        await self._say(chat, mode=mode)

    async def _leave(self) -> None:
        if self.watched is not None:
            chat, self.watched = self.watched, None
            mine = (self.entrance.member, chat)
            if all(
                (s.entrance.member, s.watched) != mine
                for s in self.switchboard.sockets(self.entrance.project)
            ):
                await self._say(chat, gone=True)

    async def _say(self, chat: int, **facts: Any) -> None:
        who = {
            "chat": chat,
            "member": self.entrance.member,
            "name": self.entrance.name,
            "photo": self.entrance.photo,
        }
        await self.subscription.say(self.entrance.project, {**who, **facts})

    async def _may(self, chat: int) -> bool:
        return bool(await in_pool(may_watch, self.entrance.member, self.entrance.project, chat))

    async def _enter(self) -> int:
        """Learn anew whose socket this is and what they may see; 0, or the code to close with."""
        headers = {name: value.decode("latin-1") for name, value in self.scope["headers"]}
        cookies = parse_cookie(headers.get(b"cookie", ""))
        query = parse_qs(self.scope["query_string"].decode("latin-1"))
        try:
            project = int(query.get("project", [""])[0])
            while True:
                changes = self.switchboard.rights_changes
                self.entrance = await in_pool(entrance, cookies, headers.get(b"accept-language", ""), project)
                if changes == self.switchboard.rights_changes:
                    break
        except NotSignedIn:
            return SIGNED_OUT
        except (NotMember, ValueError):
            return RIGHTS_CHANGED
        if not self._added:
            self.switchboard.add(self)
            self._added = True
        return 0

    async def _frame(self, frame: Frame) -> None:
        await self.send(text_data=json.dumps(frame, ensure_ascii=False, separators=(",", ":")))
        tally.count("live_frames")

    async def _pump(self) -> None:
        try:
            await self.outbox.pump()
        except TooSlow:
            tally.count("live_sockets_slow")
            await self.close(SLOW)
        except Exception as error:
            log.info("socket of member %s ended: %s", self.entrance.member, type(error).__name__)

    @staticmethod
    async def _soon(event: asyncio.Event) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await event.wait()
        return event.is_set()
