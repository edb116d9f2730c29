"""One message out (ARCHITECTURE §4): one provider call, and what became of it."""

from typing import BinaryIO

from channels_hub.messengers.errors import Retry, Throttled, Unknown
from channels_hub.messengers.viber.client import Client
from channels_hub.messengers.viber.rendering import request
from channels_hub.messengers.vocabulary import Outgoing, Sent

OVER_QUOTA = 300.0


async def send(
    client: Client, token: str, base: str, peer: str, outgoing: Outgoing, opened: BinaryIO | None = None
) -> Sent:
    """Send one Outgoing to the person `peer`; Viber fetches its file by the address, so `opened` is not needed. Raises errors.*"""
    body = request(peer, await client.name(token, base), outgoing)
    try:
        answer = await client.post(token, base, "send_message", body)
    except Throttled as error:
        if client.quotas.is_of_one(token, peer):
            raise Retry(error.text, OVER_QUOTA) from None
        raise
    client.quotas.served(token, peer)
    number = answer.get("message_token")
    if not isinstance(number, int | str) or isinstance(number, bool) or not str(number):
        raise Unknown("an answer without message_token", code="garbled")
    return Sent(provider_id=str(number))


async def reach(client: Client, token: str, base: str) -> None:
    """Does the API answer this bot at all? Asks who it is, writes to nobody. Raises errors.*"""
    told = await client.ask(token, base, "get_account_info")
    client.remember(token, base, str(told.get("name") or ""))


async def acknowledge(client: Client, token: str, base: str, answer: str) -> None:
    """Nothing to do: a press of Viber's keyboard waits for nothing."""
