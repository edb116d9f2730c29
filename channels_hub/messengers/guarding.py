"""Fetching from addresses that a provider's event names: public ones, or the provider's own host of the settings.

Who may read a community's webhook secret could write such an event by hand, so the address is a stranger's word.
"""

import ipaddress
import socket
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver
from aiohttp.resolver import ThreadedResolver

from channels_hub.messengers.errors import Rejected, Retry, TooLarge

CHUNK = 64 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=120, connect=5, sock_read=20)
REDIRECTS = 3
_MOVED = frozenset({301, 302, 303, 307, 308})


def _public(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_global
    except ValueError:
        return False


class _Public(AbstractResolver):
    """Resolves names, and keeps only what is public; so a name cannot change its mind between check and call."""

    def __init__(self) -> None:
        self._inner = ThreadedResolver()

    async def resolve(self, host: str, port: int = 0, family: Any = socket.AF_UNSPEC) -> list[Any]:
        found = [one for one in await self._inner.resolve(host, port, family) if _public(one["host"])]
        if not found:
            raise OSError("not a public address")
        return found

    async def close(self) -> None:
        await self._inner.close()


class Guarded:
    """Sessions of one loop: one for the settings' own host, one that reaches public addresses only."""

    def __init__(self) -> None:
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    async def close(self) -> None:
        """Close the connections."""
        for session in self._sessions.values():
            await session.close()

    async def fetch(self, url: str, limit: int, base: str) -> AsyncIterator[bytes]:
        """The bytes at `url` in chunks, at most `limit`; `base` is the trusted address of the settings.

        Raises errors.TooLarge, Rejected (gone, or no address for us), Retry.
        """
        try:
            async for chunk in self._fetch(url, limit, base, REDIRECTS):
                yield chunk
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise Retry(type(error).__name__) from None

    async def _fetch(self, url: str, limit: int, base: str, redirects: int) -> AsyncIterator[bytes]:
        session = self._session(self._trusted(url, base))
        async with session.get(url, timeout=TIMEOUT, allow_redirects=False) as response:
            if response.status not in _MOVED:
                async for chunk in _whole(response, limit):
                    yield chunk
                return
            target = urljoin(url, response.headers.get("Location", ""))
        if not redirects:
            raise Rejected("too many redirects")
        async for chunk in self._fetch(target, limit, base, redirects - 1):
            yield chunk

    def _trusted(self, url: str, base: str) -> bool:
        """Is it the settings' own host? Raises Rejected for what may never be called."""
        asked, own = urlsplit(url), urlsplit(base)
        if (asked.scheme, asked.netloc) == (own.scheme, own.netloc):
            return True
        host = asked.hostname or ""
        literal = host.replace(".", "").isdigit() or ":" in host
        if asked.scheme != "https" or not host or asked.username or (literal and not _public(host)):
            raise Rejected("not an address to fetch from")
        return False

    def _session(self, trusted: bool) -> aiohttp.ClientSession:
        if trusted not in self._sessions:
            connector = (
                aiohttp.TCPConnector(limit=0)
                if trusted
                else aiohttp.TCPConnector(limit=0, resolver=_Public())
            )
            self._sessions[trusted] = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), trust_env=False
            )
        return self._sessions[trusted]


async def _whole(response: aiohttp.ClientResponse, limit: int) -> AsyncIterator[bytes]:
    if response.status in (400, 401, 403, 404, 410):
        raise Rejected(f"HTTP {response.status}")
    if response.status != 200:
        raise Retry(f"HTTP {response.status}")
    size, seen = response.content_length, 0
    if size is not None and size > limit:
        raise TooLarge("file is too big", size)
    async for chunk in response.content.iter_chunked(CHUNK):
        seen += len(chunk)
        if seen > limit:
            raise TooLarge("file is too big", None)
        yield chunk
    if size is not None and seen != size and "Content-Encoding" not in response.headers:
        raise Retry("the file came in part")
