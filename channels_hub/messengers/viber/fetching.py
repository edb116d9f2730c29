"""Files, stickers and portraits from Viber: addresses that it names, on hosts that we do not know (PROTOCOLS §2.4)."""

import ipaddress
import socket
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import DefaultResolver

from channels_hub.messengers.errors import Rejected, Retry, TooLarge
from channels_hub.messengers.viber.client import Client
from channels_hub.messengers.vocabulary import Media

CHUNK = 64 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=120, connect=5, sock_read=20)
HOPS = 3
REAL = "https://chatapi.viber.com"
STICKERS = "https://viber.github.io/docs/img/stickers"


async def fetch(
    client: Client, token: str, base: str, ref: dict[str, Any], limit: int
) -> AsyncIterator[bytes]:
    """The bytes of the file that `ref` ({"url"} or {"sticker"}) names, in chunks, at most `limit` of them.

    Raises errors.TooLarge above the limit, Rejected for a file that is gone or lies where we do not go, Retry for passing
    trouble.
    """
    url = _address(base, ref)
    seen = 0
    try:
        async with aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=_Public(_host(base))),
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=False,
        ) as session:
            for _ in range(HOPS):
                _allow(url, base)
                async with session.get(url, timeout=TIMEOUT, allow_redirects=False) as response:
                    if response.status in (301, 302, 303, 307, 308):
                        url = urljoin(url, response.headers.get("Location", ""))
                        continue
                    _check(response, limit)
                    async for chunk in response.content.iter_chunked(CHUNK):
                        seen += len(chunk)
                        if seen > limit:
                            raise TooLarge("file is too big", None)
                        yield chunk
                    return
            raise Rejected("the file is moved about")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Retry(type(error).__name__) from None


async def profile(client: Client, token: str, base: str, peer: str) -> Media | None:
    """A person's portrait, or the bot's own (its id begins with "pa:"), or None when there is none. Raises errors.*

    Viber tells a person's details twice in twelve hours; we look once a day.
    """
    if peer.startswith("pa:"):
        url = (await client.ask(token, base, "get_account_info")).get("icon")
    else:
        found = (await client.ask(token, base, "get_user_details", id=peer)).get("user")
        url = found.get("avatar") if isinstance(found, dict) else None
    if not isinstance(url, str) or urlsplit(url).scheme not in ("http", "https"):
        return None
    return Media("avatar", {"url": url, "unique": url}, mime="image/jpeg")


def _address(base: str, ref: dict[str, Any]) -> str:
    """Where a file lies. Stickers lie at Viber's, or beside an API of another address."""
    if "sticker" in ref:
        return f"{STICKERS if base == REAL else f'{base}/stickers'}/{ref['sticker']}.png"
    return str(ref.get("url", ""))


def _check(response: aiohttp.ClientResponse, limit: int) -> None:
    if response.status in (400, 401, 403, 404, 410):
        raise Rejected(f"HTTP {response.status}")
    if response.status != 200:
        raise Retry(f"HTTP {response.status}")
    if (response.content_length or 0) > limit:
        raise TooLarge("file is too big", response.content_length)


def _allow(url: str, base: str) -> None:
    """Files come from the open network, or from where the API itself is. Raises Rejected for an inner address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Rejected("no address of a file")
    if (parts.hostname, parts.port) != (_host(base), urlsplit(base).port) and not _is_open(parts.hostname):
        raise Rejected("an inner address")


def _host(base: str) -> str:
    return urlsplit(base).hostname or ""


def _is_open(host: str) -> bool:
    """Is it a name, or a number of the open network? What a name leads to is asked when it is resolved."""
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return "." in host and not host.endswith((".localhost", ".local", ".internal"))


class _Public(AbstractResolver):
    """Looks names up and knows no inner addresses but the API's own."""

    def __init__(self, own: str) -> None:
        self._own, self._inner = own, DefaultResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The open addresses of a name; raises OSError when it has none."""
        found = await self._inner.resolve(host, port, family)
        kept = [one for one in found if host == self._own or ipaddress.ip_address(one["host"]).is_global]
        if not kept:
            raise OSError("an inner address")
        return kept

    async def close(self) -> None:
        """End."""
        await self._inner.close()
