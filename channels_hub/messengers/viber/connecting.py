"""Whose token it is, and where its events go (PROTOCOLS §2.1)."""

from typing import Any

from channels_hub.messengers.reading import clean
from channels_hub.messengers.viber.client import Client
from channels_hub.messengers.viber.traits import TRAITS
from channels_hub.messengers.vocabulary import Account


async def identify(token: str, base: str) -> Account:
    """The bot of a token, with the address its webhook has now. Raises errors.* (BadCredentials: revoked or wrong)."""
    async with Client() as client:
        return account(await client.ask(token, base, "get_account_info"))


def account(told: dict[str, Any]) -> Account:
    """The account in an answer of get_account_info."""
    return Account(
        id=_text(told, "id"),
        name=_text(told, "name"),
        username=_text(told, "uri"),
        webhook=_text(told, "webhook"),
    )


async def hook(token: str, base: str, url: str, secret: str) -> dict[str, Any]:
    """Send the bot's events to `url`; takes over from whoever had them. Returns what the channel keeps: the bot's name.

    While the call runs Viber sends an event "webhook" to `url`, signed with the token, and wants 200. Raises errors.*
    """
    async with Client() as client:
        await client.ask(
            token,
            base,
            "set_webhook",
            url=url,
            event_types=list(TRAITS.events),
            send_name=True,
            send_photo=True,
        )
        told = await client.ask(token, base, "get_account_info")
    return {"sender": _text(told, "name")}


async def unhook(token: str, base: str, url: str) -> bool:
    """Take the webhook off only while it is still `url`: another service's is left alone. Was it ours? Raises errors.*"""
    async with Client() as client:
        told = await client.ask(token, base, "get_account_info")
        if _text(told, "webhook") != url:
            return False
        await client.ask(token, base, "set_webhook", url="")
    return True


def _text(told: dict[str, Any], key: str) -> str:
    value = told.get(key)
    return clean(value)[:2000] if isinstance(value, str) else ""
