"""One message out (ARCHITECTURE §4): one provider call, and what became of it."""

import json
from typing import BinaryIO

import aiohttp

from channels_hub.messengers.errors import ChannelStopped, Rejected, Unknown, WindowClosed
from channels_hub.messengers.facebook.client import Client
from channels_hub.messengers.facebook.rendering import body
from channels_hub.messengers.vocabulary import Outgoing, Sent

PATH = "me/messages"


async def send(
    client: Client, token: str, base: str, peer: str, outgoing: Outgoing, opened: BinaryIO | None = None
) -> Sent:
    """Send one Outgoing to the person `peer`; `opened` is its file, at its start. Raises errors.*.

    A file with an address is fetched by Facebook; one without goes with the call. A permission that a tag lacks closes
    the window for this message: it says nothing of the page.
    """
    try:
        return await _send(client, token, base, peer, outgoing, opened)
    except ChannelStopped as error:
        if outgoing.tag and error.health == "permission":
            raise WindowClosed(error.text) from None
        raise


async def _send(
    client: Client, token: str, base: str, peer: str, outgoing: Outgoing, opened: BinaryIO | None
) -> Sent:
    made = body(peer, outgoing)
    file = outgoing.file
    if file is None or file.url:
        answer = await client.ask(token, base, "POST", PATH, body=made)
    else:
        if opened is None:
            raise Rejected("the file is gone")
        form = aiohttp.FormData(quote_fields=False)
        for name, value in made.items():
            form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        form.add_field("filedata", opened, filename=file.name or "file", content_type=file.mime or None)
        answer = await client.ask(token, base, "POST", PATH, body=form)
    provider_id = answer.get("message_id")
    if not isinstance(provider_id, str) or not provider_id:
        raise Unknown("no message_id in the answer", code="garbled")
    return Sent(provider_id=provider_id[:128])


async def reach(client: Client, token: str, base: str) -> None:
    """Does the API answer this page at all? Asks who it is, writes to nobody. Raises errors.*"""
    await client.ask(token, base, "GET", "me", query={"fields": "id"})


async def acknowledge(client: Client, token: str, base: str, answer: str) -> None:
    """Nothing to do: Facebook waits for no answer to a pressed button."""
