"""There is nothing to ask for: receipts are stored where visitors write."""

from channels_hub.messengers.vocabulary import Part
from channels_hub.messengers.webchat.client import Client


async def updates(client: Client, token: str, base: str, after: str, wait: int = 0) -> list[Part]:
    """None, ever."""
    return []
