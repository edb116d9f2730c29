"""Changing and taking back what we said (INB-25, PROTOCOLS §1.5)."""

from channels_hub.messengers.errors import Rejected
from channels_hub.messengers.telegram.client import Client

_SAME = "message is not modified"
_NO_TEXT = "there is no text in the message to edit"


async def edit(client: Client, token: str, base: str, peer: str, provider_id: str, text: str) -> None:
    """Change the text of a message of ours, or the words under its file; the buttons under it go.

    Raises errors.* (Rejected: too old, not ours).
    """
    where = {"chat_id": peer, "message_id": provider_id}
    for method, field in (("editMessageText", "text"), ("editMessageCaption", "caption")):
        try:
            await client.ask(token, base, method, **where, **{field: text})
            return
        except Rejected as error:
            said = error.text.lower()
            if _SAME in said:
                return
            if _NO_TEXT not in said:
                raise


async def delete(client: Client, token: str, base: str, peer: str, provider_id: str) -> None:
    """Take a message of ours back, within 48 hours. Raises errors.* (Rejected: too old, not ours)."""
    await client.ask(token, base, "deleteMessage", chat_id=peer, message_id=provider_id)
