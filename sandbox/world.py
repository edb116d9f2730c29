"""Everything the process holds, in one place: the shared pieces and the providers."""

from pathlib import Path
from typing import Any

import aiohttp

from sandbox import providers
from sandbox.blobs import Blobs
from sandbox.clock import Clock
from sandbox.live import Live
from sandbox.mailbox import Mailbox
from sandbox.push import Push
from sandbox.resolving import Loopback
from sandbox.saving import state


class World:
    """The sandbox. ``path``: state file, or None to keep nothing. A provider is an attribute by its kind: ``world.telegram``."""

    def __init__(self, path: Path | None = None) -> None:
        self.clock, self.live, self.mailbox, self.push = Clock(), Live(), Mailbox(), Push()
        self.state = state(path)
        self.blobs = Blobs(path.with_name(f"{path.name}.files") if path else None)
        self.http: aiohttp.ClientSession
        self.url = ""  # where it is reached, set when the port is known
        self.providers: dict[str, Any] = providers.made(self)

    def __getattr__(self, kind: str) -> Any:
        if kind != "providers" and kind in self.providers:
            return self.providers[kind]
        raise AttributeError(kind)

    def provider(self, kind: str) -> Any:
        """The provider of a kind; raises LookupError when it is not imitated."""
        if kind not in self.providers:
            raise LookupError(f"there is no {kind}")
        return self.providers[kind]

    async def open(self) -> None:
        """Begin: the client session, then what the state file holds."""
        connector = aiohttp.TCPConnector(limit=0, resolver=Loopback(), ssl=False)
        self.http = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        records = self.state.load()
        for provider in self.providers.values():
            provider.load(records)

    async def close(self) -> None:
        """End: write what is left."""
        self._stop()
        await self.http.close()
        self.state.close()
        self.blobs.close()

    def reset(self) -> None:
        """Empty everything, as after a first start."""
        self._stop()
        self.providers = providers.made(self)
        self.clock.reset()
        self.mailbox.clear()
        self.push.clear()
        self.state.clear()
        self.blobs.clear()
        self.live.tell(kind="reset")

    def _stop(self) -> None:
        for provider in self.providers.values():
            provider.stop()
