"""Files and portraits from Facebook (PROTOCOLS §4.4, §4.7): addresses that are good for a while, fetched without a token."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urlsplit

from channels_hub.messengers.facebook.client import Client
from channels_hub.messengers.facebook.people import asked
from channels_hub.messengers.vocabulary import Media


async def fetch(
    client: Client, token: str, base: str, ref: dict[str, Any], limit: int
) -> AsyncIterator[bytes]:
    """The bytes of the file at `ref` ({"url"}), in chunks, at most `limit` of them.

    Raises errors.TooLarge above the limit, Rejected for a file that is gone, Retry for passing trouble.
    """
    async for chunk in client.files.fetch(str(ref.get("url", "")), limit, base):
        yield chunk


async def profile(client: Client, token: str, base: str, peer: str) -> Media | None:
    """The person's portrait, or None when there is none or it is not shown to us. Raises errors.*."""
    known = await asked(client, token, base, peer)
    url = known.get("profile_pic") if known else None
    if not isinstance(url, str) or not url:
        return None
    # The address is signed anew each time; what stays is its path.
    return Media("avatar", {"url": url, "unique": urlsplit(url).path[-200:]})
