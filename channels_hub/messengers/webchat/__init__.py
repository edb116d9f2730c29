"""The web chat of a site (CHN-13): the provider is Wepster itself (acquisition), called over HTTP like any other.

The functions are those of channels_hub.messengers.telegram. There is nothing to identify at a provider and no webhook to
set: the token is made by us, and what a visitor writes becomes a receipt in the provider's own transaction. Besides
    make_token(account="")              a new chat's token, or a new one for an account that is known
    page_path(account)                  the visitor's page on the project's pages host
    said, pressed, seen                 bodies of the provider's events
"""

from channels_hub.messengers.webchat.client import Client
from channels_hub.messengers.webchat.connecting import health, hook, identify, unhook
from channels_hub.messengers.webchat.events import pressed, said, seen
from channels_hub.messengers.webchat.fetching import fetch, profile
from channels_hub.messengers.webchat.links import chat_link, page_path
from channels_hub.messengers.webchat.parsing import parse
from channels_hub.messengers.webchat.rendering import parts, pieces
from channels_hub.messengers.webchat.sending import acknowledge, reach, send
from channels_hub.messengers.webchat.splitting import split
from channels_hub.messengers.webchat.tokens import make_token
from channels_hub.messengers.webchat.traits import TRAITS
from channels_hub.messengers.webchat.verifying import verify

__all__ = [
    "TRAITS",
    "Client",
    "acknowledge",
    "chat_link",
    "fetch",
    "health",
    "hook",
    "identify",
    "make_token",
    "page_path",
    "parse",
    "parts",
    "pieces",
    "pressed",
    "profile",
    "reach",
    "said",
    "seen",
    "send",
    "split",
    "unhook",
    "verify",
]
