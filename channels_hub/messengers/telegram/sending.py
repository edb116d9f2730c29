"""One message out (ARCHITECTURE §4): one provider call, and what became of it."""

from typing import Any, BinaryIO

from telegram import TelegramObject

from channels_hub.messengers.errors import Rejected
from channels_hub.messengers.telegram.client import Client, answered
from channels_hub.messengers.telegram.rendering import call
from channels_hub.messengers.vocabulary import Outgoing, Sent

_NOT_A_PHOTO = (
    "photo_invalid_dimensions",
    "image_process_failed",
    "photo_save_file_invalid",
    "photo_ext_invalid",
)


async def send(
    client: Client, token: str, base: str, peer: str, outgoing: Outgoing, opened: BinaryIO | None = None
) -> Sent:
    """Send one Outgoing to the chat `peer`; `opened` is its file, at its start. Raises errors.*.

    A picture that Telegram refuses as a photo goes as a file: the refused call delivered nothing.
    """
    try:
        return await _send(client, token, base, peer, outgoing, opened, as_document=False)
    except Rejected as error:
        if opened is None or not any(words in error.text.lower() for words in _NOT_A_PHOTO):
            raise
    opened.seek(0)
    return await _send(client, token, base, peer, outgoing, opened, as_document=True)


async def _send(
    client: Client,
    token: str,
    base: str,
    peer: str,
    outgoing: Outgoing,
    opened: BinaryIO | None,
    *,
    as_document: bool,
) -> Sent:
    made = call(peer, outgoing, opened, as_document)
    if made.method == "send_message":
        return await answered(_say(client, token, base, made.arguments))
    message = await answered(getattr(client.bot(token, base), made.method)(**made.arguments))
    return Sent(provider_id=str(message.message_id), at=int(message.date.timestamp() * 1000))


async def _say(client: Client, token: str, base: str, arguments: dict[str, Any]) -> Sent:
    """A text, without the library's whole Message: of the answer only two numbers are wanted, and texts are the many."""
    fields = {
        name: value.to_json() if isinstance(value, TelegramObject) else value
        for name, value in arguments.items()
        if value is not None
    }
    result = await client.ask(token, base, "sendMessage", **fields)
    return Sent(provider_id=str(int(result["message_id"])), at=int(result["date"]) * 1000)


async def reach(client: Client, token: str, base: str) -> None:
    """Does the API answer this bot at all? Asks who it is, writes to nobody. Raises errors.*"""
    await client.ask(token, base, "getMe")


async def acknowledge(client: Client, token: str, base: str, answer: str) -> None:
    """Take the spinner off a pressed button; a press that is too old is no error. Raises errors.* but Rejected."""
    try:
        await answered(client.bot(token, base).answer_callback_query(answer))
    except Rejected:
        return
