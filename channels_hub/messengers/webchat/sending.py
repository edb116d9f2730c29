"""One message out (ARCHITECTURE §4): one line that the provider keeps before it answers."""

from typing import BinaryIO

from channels_hub.messengers.errors import Unknown
from channels_hub.messengers.vocabulary import Outgoing, Sent
from channels_hub.messengers.webchat.client import Client
from channels_hub.messengers.webchat.rendering import call


async def send(
    client: Client, token: str, base: str, peer: str, outgoing: Outgoing, opened: BinaryIO | None = None
) -> Sent:
    """Give one Outgoing to the visitor `peer`; the same key again gives the same line. Raises errors.*.

    `opened` is not read: the file lies where the provider serves it from.
    """
    answer = await client.ask("POST", f"{base}/api/send", token, call(peer, outgoing))
    number, at = answer.get("id"), answer.get("at")
    if not isinstance(number, int) or not isinstance(at, int):
        raise Unknown("result makes no sense", code="garbled")
    return Sent(provider_id=str(number), at=at)


async def reach(client: Client, token: str, base: str) -> None:
    """Does the provider answer at all? Writes to nobody. Raises errors.*"""
    await client.ask("GET", f"{base}/api/me", token)


async def acknowledge(client: Client, token: str, base: str, answer: str) -> None:
    """Nothing to do: the page shows at once which button was pressed."""
