"""Who a client is (PROTOCOLS §4.7): events carry only a number."""

from typing import Any

from channels_hub.messengers.errors import Blocked, ChannelStopped, Rejected
from channels_hub.messengers.facebook.client import Client
from channels_hub.messengers.reading import clean
from channels_hub.messengers.vocabulary import Profile


async def person(client: Client, token: str, base: str, peer: str) -> Profile | None:
    """The person's name, or None when Facebook does not tell it. Raises errors.*."""
    known = await asked(client, token, base, peer)
    if known is None:
        return None
    return Profile(
        peer,
        clean(str(known.get("first_name") or ""))[:255],
        clean(str(known.get("last_name") or ""))[:255],
    )


async def asked(client: Client, token: str, base: str, peer: str) -> dict[str, Any] | None:
    """Names and the portrait's address; None for who has no profile to show or is not there. Raises errors.*."""
    if not peer.isalnum():
        return None
    try:
        return await client.ask(
            token, base, "GET", peer, query={"fields": "first_name,last_name,profile_pic"}
        )
    except (Blocked, ChannelStopped, Rejected):
        return None
