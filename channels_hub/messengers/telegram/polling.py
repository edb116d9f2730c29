"""Updates by asking, for a service that Telegram cannot reach (CHN-3)."""

import json

from channels_hub.messengers.telegram.client import Client
from channels_hub.messengers.telegram.splitting import part
from channels_hub.messengers.telegram.traits import TRAITS
from channels_hub.messengers.vocabulary import Part

WAIT = 0  # seconds the API holds the question; our own rhythm decides instead


async def updates(client: Client, token: str, base: str, after: str, wait: int = WAIT) -> list[Part]:
    """The updates after the event id `after` ("" at first), oldest first, as a webhook would bring them. Raises errors.*.

    Asking with `after` tells Telegram that all up to it are kept by us.
    """
    fields = {"timeout": wait, "limit": 100, "allowed_updates": json.dumps(TRAITS.events)}
    if after.lstrip("-").isdigit():
        fields["offset"] = int(after) + 1
    found = await client.ask(token, base, "getUpdates", **fields)
    return [part(update) for update in found if isinstance(update, dict)] if isinstance(found, list) else []
