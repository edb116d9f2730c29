"""Whose token it is, and whether the provider knows it. No webhook is set: the provider lives in the same database."""

from typing import Any

from channels_hub.messengers.errors import BadCredentials
from channels_hub.messengers.reading import words
from channels_hub.messengers.vocabulary import Account
from channels_hub.messengers.webchat.client import Client
from channels_hub.messengers.webchat.tokens import account_of


async def identify(token: str, base: str) -> Account:
    """The account that the token itself names; nobody is asked. Raises BadCredentials for what is not a token of ours."""
    account = account_of(token)
    if not account:
        raise BadCredentials("not a token of the web chat")
    return Account(id=account, name="")


async def health(token: str, base: str, account: str, extra: dict[str, Any]) -> Account:
    """What the provider says of the token now. Raises errors.* (BadCredentials: it does not know it)."""
    async with Client() as client:
        me = await client.ask("GET", f"{base}/api/me", token)
    return Account(id=words(me, "id"), name=words(me, "name"), webhook=words(me, "hook"))


async def hook(token: str, base: str, url: str, secret: str) -> None:
    """Nothing to do: what visitors write is stored as receipts where it is written."""


async def unhook(token: str, base: str, url: str) -> bool:
    """Nothing to do: the page closes with the channel."""
    return True
