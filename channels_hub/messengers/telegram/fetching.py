"""Files and portraits from Telegram (PROTOCOLS §1.5): the link carries the token, so only we ever see it."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import aiohttp

from channels_hub.messengers.errors import BadCredentials, Rejected, Retry, TooLarge
from channels_hub.messengers.telegram.client import Client, answered
from channels_hub.messengers.vocabulary import Media

CHUNK = 64 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=120, connect=5, sock_read=20)


async def fetch(
    client: Client, token: str, base: str, ref: dict[str, Any], limit: int
) -> AsyncIterator[bytes]:
    """The bytes of the file that `ref` ({"file_id"}) names, in chunks, at most `limit` of them.

    Raises errors.TooLarge above the limit, Rejected for a file that is gone, Retry for passing trouble, BadCredentials.
    """
    found = await client.ask(token, base, "getFile", file_id=ref.get("file_id", ""))
    path = found.get("file_path") if isinstance(found, dict) else None
    if not isinstance(path, str) or not path:
        raise Retry("getFile gave no path")
    size = found.get("file_size")
    if isinstance(size, int) and size > limit:
        raise TooLarge("file is too big", size)
    url = f"{base}/file/bot{token}/{quote(path.lstrip('/'))}"
    seen = 0
    try:
        async with client.session.get(url, timeout=TIMEOUT, allow_redirects=False) as response:
            _check(response.status)
            async for chunk in response.content.iter_chunked(CHUNK):
                seen += len(chunk)
                if seen > limit:
                    raise TooLarge("file is too big", None)
                yield chunk
        if isinstance(size, int) and seen != size:
            raise Retry("the file came in part")
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Retry(type(error).__name__) from None


def _check(status: int) -> None:
    if status == 401:
        raise BadCredentials("Unauthorized")
    if status in (400, 404, 410):
        raise Rejected(f"HTTP {status}")
    if status != 200:
        raise Retry(f"HTTP {status}")


async def profile(client: Client, token: str, base: str, peer: str) -> Media | None:
    """The person's newest portrait, or None when there is none or it is private. Raises errors.*."""
    photos = await answered(client.bot(token, base).get_user_profile_photos(int(peer), limit=1))
    if not photos.photos or not photos.photos[0]:
        return None
    sizes = sorted(photos.photos[0], key=lambda size: size.width)
    chosen = next((size for size in sizes if size.width >= 160), sizes[-1])
    return Media(
        "avatar",
        {"file_id": chosen.file_id, "unique": chosen.file_unique_id},
        mime="image/jpeg",
        size=chosen.file_size,
    )
