"""Whose token it is, and where its updates go (PROTOCOLS §1.1)."""

import asyncio

from channels_hub.messengers.errors import Throttled
from channels_hub.messengers.telegram.client import Client, answered
from channels_hub.messengers.telegram.traits import TRAITS
from channels_hub.messengers.vocabulary import Account

PATIENCE = 3.0


async def identify(token: str, base: str) -> Account:
    """The bot of a token, with the address its webhook has now. Raises errors.* (BadCredentials: revoked or wrong)."""
    async with Client() as client:
        bot = client.bot(token, base)
        me = await answered(bot.get_me())
        info = await answered(bot.get_webhook_info())
    return Account(id=str(me.id), name=me.full_name, username=me.username or "", webhook=info.url or "")


async def hook(token: str, base: str, url: str, secret: str) -> None:
    """Send the bot's updates to `url` with `secret` in their header; takes over from whoever had them. Raises errors.*.

    Telegram asks for a second between two settings of one bot (PROTOCOLS §1.1): that is waited out here.
    """
    async with Client() as client:
        try:
            await _hook(client, token, base, url, secret)
        except Throttled as error:
            if error.after > PATIENCE:
                raise
            await asyncio.sleep(error.after)
            await _hook(client, token, base, url, secret)


async def _hook(client: Client, token: str, base: str, url: str, secret: str) -> None:
    bot = client.bot(token, base)
    events = list(TRAITS.events)
    await answered(bot.set_webhook(url, secret_token=secret, allowed_updates=events, max_connections=40))


async def unhook(token: str, base: str, url: str) -> bool:
    """Take the webhook off only while it is still `url`: another service's is left alone. Was it ours? Raises errors.*."""
    async with Client() as client:
        bot = client.bot(token, base)
        info = await answered(bot.get_webhook_info())
        if (info.url or "") != url:
            return False
        await answered(bot.delete_webhook())
    return True
