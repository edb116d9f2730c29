"""Everything the process holds, in one place: the shared pieces and the providers."""

from pathlib import Path

import aiohttp

from sandbox.blobs import Blobs
from sandbox.clock import Clock
from sandbox.live import Live
from sandbox.mailbox import Mailbox
from sandbox.push import Push
from sandbox.resolving import Loopback
from sandbox.saving import state
from sandbox.telegram.loading import load
from sandbox.telegram.provider import Telegram


class World:
    """The sandbox. ``path``: state file, or None to keep nothing."""

    def __init__(self, path: Path | None = None) -> None:
        self.clock, self.live, self.mailbox, self.push = Clock(), Live(), Mailbox(), Push()
        self.state = state(path)
        self.blobs = Blobs(path.with_name(f"{path.name}.files") if path else None)
        self.http: aiohttp.ClientSession
        self.telegram = Telegram(self)

    async def open(self) -> None:
        """Begin: the client session, then what the state file holds."""
        connector = aiohttp.TCPConnector(limit=0, resolver=Loopback(), ssl=False)
        self.http = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        load(self.telegram, self.state.load())

    async def close(self) -> None:
        """End: write what is left."""
        for bot in self.telegram.bots.values():
            bot.outbox.stop()
        await self.http.close()
        self.state.close()
        self.blobs.close()

    def reset(self) -> None:
        """Empty everything, as after a first start."""
        for bot in self.telegram.bots.values():
            bot.outbox.stop()
        self.telegram = Telegram(self)
        self.clock.reset()
        self.mailbox.clear()
        self.push.clear()
        self.state.clear()
        self.blobs.clear()
        self.live.tell(kind="reset")
