"""One message out (ARCHITECTURE §4), and what belongs to it: answers to presses, edits, deletions (PROTOCOLS §3.5)."""

from typing import Any, BinaryIO

from channels_hub.messengers.errors import Rejected, Unknown
from channels_hub.messengers.vk.client import Client
from channels_hub.messengers.vk.judging import said
from channels_hub.messengers.vk.rendering import fields, number
from channels_hub.messengers.vk.uploading import upload
from channels_hub.messengers.vocabulary import Outgoing, Sent


async def send(
    client: Client, token: str, base: str, peer: str, outgoing: Outgoing, opened: BinaryIO | None = None
) -> Sent:
    """Send one Outgoing to the person `peer`; `opened` is its file, at its start. Raises errors.*.

    Asked with `peer_ids`, for then VK tells the message's number in the chat, which all its events name.
    """
    attachment = ""
    if outgoing.file is not None:
        if opened is None:
            raise Rejected("the file is gone")
        attachment = await upload(client, token, base, str(number(peer)), outgoing.file, opened)
    answer = await client.ask(token, base, "messages.send", **fields(peer, outgoing, attachment))
    try:
        one = answer[0]
        if "error" in one:
            raise said(one["error"])
        return Sent(provider_id=str(int(one["conversation_message_id"])))
    except (KeyError, TypeError, IndexError, ValueError):
        raise Unknown("the result makes no sense", code="garbled") from None


async def reach(client: Client, token: str, base: str) -> None:
    """Does the API answer this community at all? Asks who it is, writes to nobody. Raises errors.*"""
    await client.ask(token, base, "groups.getById")


async def acknowledge(client: Client, token: str, base: str, answer: str) -> None:
    """Take the spinner off a pressed button; a press that is too old is no error. Raises errors.* but Rejected."""
    peer, _, event = answer.partition(":")
    asked = {"event_id": event, "user_id": peer, "peer_id": peer}
    try:
        await client.ask(token, base, "messages.sendMessageEventAnswer", **asked)
    except Rejected:
        return


async def edit(client: Client, token: str, base: str, peer: str, provider_id: str, text: str) -> None:
    """Change the text of a message of ours; what hangs on it stays. Raises errors.* (Rejected: too old, not ours)."""
    where: dict[str, Any] = {"peer_id": number(peer)}
    found = await client.ask(
        token,
        base,
        "messages.getByConversationMessageId",
        **where,
        conversation_message_ids=number(provider_id),
    )
    items = found.get("items") if isinstance(found, dict) else None
    before = items[0] if isinstance(items, list) and items and isinstance(items[0], dict) else {}
    await client.ask(
        token,
        base,
        "messages.edit",
        **where,
        conversation_message_id=number(provider_id),
        message=text,
        attachment=_attached(before) or None,
        keep_forward_messages=1,
    )


async def delete(client: Client, token: str, base: str, peer: str, provider_id: str) -> None:
    """Take a message of ours back from everybody, within 24 hours. Raises errors.* (Rejected: too old, not ours)."""
    asked = {"peer_id": number(peer), "cmids": number(provider_id), "delete_for_all": 1}
    answer = await client.ask(token, base, "messages.delete", **asked)
    for one in answer if isinstance(answer, list) else []:
        if isinstance(one, dict) and "error" in one:
            raise said(one["error"])


def _attached(message: dict[str, Any]) -> str:
    """The attachments of a message as messages.edit takes them."""
    names = []
    for item in message.get("attachments") or []:
        kind = item.get("type")
        node = item.get(kind) or {}
        if isinstance(node.get("owner_id"), int) and isinstance(node.get("id"), int):
            key = node.get("access_key")
            kind = "doc" if kind == "audio_message" else kind
            names.append(f"{kind}{node['owner_id']}_{node['id']}{f'_{key}' if key else ''}")
    return ",".join(names)
