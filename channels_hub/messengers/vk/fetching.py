"""Files, portraits and names from VK (PROTOCOLS §3.4, §3.6): events carry addresses of files and no names."""

import hashlib
from collections.abc import AsyncIterator
from typing import Any

from channels_hub.messengers.errors import Rejected
from channels_hub.messengers.reading import clean
from channels_hub.messengers.vk.client import Client
from channels_hub.messengers.vocabulary import Media, Profile

MOST_KNOWN = 2000
_communities: dict[str, str] = {}  # hash of a token → the community's id: a person may have the same number


async def fetch(
    client: Client, token: str, base: str, ref: dict[str, Any], limit: int
) -> AsyncIterator[bytes]:
    """The bytes at the address that `ref` ({"url"}) names, in chunks, at most `limit` of them.

    Raises errors.TooLarge above the limit, Rejected for a file that is gone or no public address, Retry.
    """
    url = ref.get("url")
    if not isinstance(url, str) or not url:
        raise Rejected("no address")
    async for chunk in client.outside.fetch(url, limit, base):
        yield chunk


async def profile(client: Client, token: str, base: str, peer: str) -> Media | None:
    """The portrait of a person, or of the community itself; None when there is none. Raises errors.*."""
    if peer == await _community(client, token, base):
        answer = await client.ask(token, base, "groups.getById", fields="photo_200")
        return _portrait(_first(answer.get("groups") if isinstance(answer, dict) else None))
    return _portrait(await _person(client, token, base, peer))


async def person(client: Client, token: str, base: str, peer: str) -> Profile | None:
    """What a person is called, None for an unknown one. Raises errors.*."""
    found = await _person(client, token, base, peer)
    if not found:
        return None
    names = (str(found.get(key) or "") for key in ("first_name", "last_name", "domain"))
    return Profile(peer, *(clean(name)[:255] for name in names))


async def _person(client: Client, token: str, base: str, peer: str) -> dict[str, Any]:
    if not peer.isdigit():
        return {}
    return _first(await client.ask(token, base, "users.get", user_ids=peer, fields="photo_200,domain"))


async def _community(client: Client, token: str, base: str) -> str:
    key = hashlib.sha256(f"{base} {token}".encode()).hexdigest()
    if key not in _communities:
        if len(_communities) >= MOST_KNOWN:
            _communities.clear()
        answer = await client.ask(token, base, "groups.getById")
        _communities[key] = str(_first(answer.get("groups") if isinstance(answer, dict) else None).get("id"))
    return _communities[key]


def _portrait(person: dict[str, Any]) -> Media | None:
    url = person.get("photo_200")
    if not isinstance(url, str) or not url or "/images/camera" in url or "/images/community" in url:
        return None
    # The address changes with its signature; what stands before the question mark is the picture.
    return Media("avatar", {"url": url, "unique": url.partition("?")[0]}, mime="image/jpeg")


def _first(found: Any) -> dict[str, Any]:
    return found[0] if isinstance(found, list) and found and isinstance(found[0], dict) else {}
