"""Messages and how they are told: in a chat, in an event."""

from typing import Any

from sandbox.vk.models import Chat, Community, Message
from sandbox.vk.provider import Vk


def write(
    vk: Vk,
    community: Community,
    chat: Chat,
    by: str,
    kind: str,
    content: dict[str, Any],
    files: list[dict[str, Any]] | None = None,
    keyboard: dict[str, Any] | None = None,
) -> Message:
    """Put a message into a chat and return it. ``by``: "client" or "bot"."""
    now = vk.clock.now()
    number = community.take_message()
    chat.last += 1
    api: dict[str, Any] = {
        "date": int(now),
        "from_id": chat.user.id if by == "client" else -community.id,
        "id": number,
        "version": 10_000_000 + number,
        "out": int(by == "bot"),
        "important": False,
        "is_hidden": False,
        "attachments": [],
        "conversation_message_id": chat.last,
        "fwd_messages": [],
        "text": "",
        "peer_id": chat.user.id,
        "random_id": 0,
        **content,
    }
    message = Message(api, by, now, kind, files or [], keyboard)
    chat.messages[message.id] = message
    if by == "bot":
        chat.typing = ("", 0.0)
    if keyboard and not keyboard.get("inline"):
        chat.keyboard = keyboard if keyboard["buttons"] else None
    vk.keep_message(community, chat, message)
    return message


def quoted(message: Message) -> dict[str, Any]:
    """``reply_message`` of a message that answers this one."""
    names = ("date", "from_id", "id", "attachments", "conversation_message_id", "text", "peer_id")
    return {name: message.api[name] for name in names}
