"""Viber (ARCHITECTURE §5, PROTOCOLS §2). The functions of every messenger (channels_hub.messengers.telegram), and `reply`.

There is no `updates`: Viber gives events to a webhook only. `standard(language)` is the invitation that a bot has at first.
"""

from channels_hub.messengers.viber.client import Client
from channels_hub.messengers.viber.connecting import hook, identify, unhook
from channels_hub.messengers.viber.fetching import fetch, profile
from channels_hub.messengers.viber.greeting import reply, standard
from channels_hub.messengers.viber.links import chat_link
from channels_hub.messengers.viber.parsing import parse
from channels_hub.messengers.viber.rendering import parts, pieces
from channels_hub.messengers.viber.sending import acknowledge, reach, send
from channels_hub.messengers.viber.splitting import split
from channels_hub.messengers.viber.traits import TRAITS
from channels_hub.messengers.viber.verifying import verify

__all__ = [
    "TRAITS",
    "Client",
    "acknowledge",
    "chat_link",
    "fetch",
    "hook",
    "identify",
    "parse",
    "parts",
    "pieces",
    "profile",
    "reach",
    "reply",
    "send",
    "split",
    "standard",
    "unhook",
    "verify",
]
