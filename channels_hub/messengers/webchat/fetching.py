"""Files that visitors uploaded; there are no portraits."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp

from channels_hub.messengers.errors import BadCredentials, Rejected, Retry, TooLarge
from channels_hub.messengers.vocabulary import Media
from channels_hub.messengers.webchat.client import Client, bearer

CHUNK = 64 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=120, connect=5, sock_read=20)


async def fetch(
    client: Client, token: str, base: str, ref: dict[str, Any], limit: int
) -> AsyncIterator[bytes]:
    """The bytes of the upload that `ref` ({"upload"}) names, in chunks, at most `limit` of them. Raises errors.*"""
    number = ref.get("upload")
    if not isinstance(number, int):
        raise Rejected("no upload is named")
    size = 0
    try:
        async with client.session.get(
            f"{base}/api/files/{number}", headers=bearer(token), timeout=TIMEOUT, allow_redirects=False
        ) as response:
            _check(response.status)
            async for chunk in response.content.iter_chunked(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooLarge("file is too big")
                yield chunk
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Retry(type(error).__name__) from None


def _check(status: int) -> None:
    if status == 401:
        raise BadCredentials("the provider does not know the token")
    if status in (404, 410):
        raise Rejected("the upload is gone")
    if status != 200:
        raise Retry(f"HTTP {status}")


async def profile(client: Client, token: str, base: str, peer: str) -> Media | None:
    """Visitors have no portraits."""
    return None
