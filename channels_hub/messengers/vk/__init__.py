"""VK communities (ARCHITECTURE §5, PROTOCOLS §3): the functions of channels_hub.messengers.telegram, and

    foresee(token, base, account) -> facts                 what VK asks for before it sends events
    reply(body, extra) -> Reply                            the word VK waits for
    health(token, base, account, extra) -> Account         with our own server's address as the webhook
    person(client, token, base, peer) -> Profile | None    names: events carry none
    authorize_url, exchange, accounts, authorize_account_url, exchange_account    signing in with VK

A message is named by its number in the chat (conversation_message_id): all events of VK tell that one.
"""

from channels_hub.messengers.vk.client import Client
from channels_hub.messengers.vk.connecting import foresee, health, hook, identify, unhook
from channels_hub.messengers.vk.fetching import fetch, person, profile
from channels_hub.messengers.vk.links import chat_link
from channels_hub.messengers.vk.parsing import parse
from channels_hub.messengers.vk.polling import updates
from channels_hub.messengers.vk.rendering import parts, pieces
from channels_hub.messengers.vk.sending import acknowledge, delete, edit, reach, send
from channels_hub.messengers.vk.signing_in import (
    accounts,
    authorize_account_url,
    authorize_url,
    exchange,
    exchange_account,
)
from channels_hub.messengers.vk.splitting import split
from channels_hub.messengers.vk.traits import TRAITS
from channels_hub.messengers.vk.verifying import reply, verify

__all__ = [
    "TRAITS",
    "Client",
    "accounts",
    "acknowledge",
    "authorize_account_url",
    "authorize_url",
    "chat_link",
    "delete",
    "edit",
    "exchange",
    "exchange_account",
    "fetch",
    "foresee",
    "health",
    "hook",
    "identify",
    "parse",
    "parts",
    "person",
    "pieces",
    "profile",
    "reach",
    "reply",
    "send",
    "split",
    "unhook",
    "updates",
    "verify",
]
