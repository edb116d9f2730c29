"""Facebook pages on the Graph API (PROTOCOLS §4). What each function does is written in channels_hub.messengers.telegram.

One webhook serves all pages of the app (`shared_hook`): `verify` is given the app's secret, `challenge` answers the
provider's question, and each part names the page it is for.
"""

from channels_hub.messengers.facebook.client import Client
from channels_hub.messengers.facebook.connecting import health, hook, identify, unhook
from channels_hub.messengers.facebook.fetching import fetch, profile
from channels_hub.messengers.facebook.links import chat_link
from channels_hub.messengers.facebook.parsing import parse
from channels_hub.messengers.facebook.people import person
from channels_hub.messengers.facebook.rendering import parts, pieces
from channels_hub.messengers.facebook.sending import acknowledge, reach, send
from channels_hub.messengers.facebook.signing_in import accounts, authorize_url, exchange
from channels_hub.messengers.facebook.splitting import split
from channels_hub.messengers.facebook.traits import TRAITS
from channels_hub.messengers.facebook.verifying import challenge, verify

shared_hook = True

__all__ = [
    "TRAITS",
    "Client",
    "accounts",
    "acknowledge",
    "authorize_url",
    "challenge",
    "chat_link",
    "exchange",
    "fetch",
    "health",
    "hook",
    "identify",
    "parse",
    "parts",
    "person",
    "pieces",
    "profile",
    "reach",
    "send",
    "shared_hook",
    "split",
    "unhook",
    "verify",
]
