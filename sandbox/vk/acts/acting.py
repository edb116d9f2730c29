"""A client in the course of acting: makes messages and events in the client's name."""

from typing import Any

from sandbox.vk.messages import quoted, write
from sandbox.vk.models import Chat, Community, Message
from sandbox.vk.provider import Vk

ABLE = {
    "button_actions": ["text", "open_link", "callback", "location"],
    "keyboard": True,
    "inline_keyboard": True,
    "carousel": True,
    "lang_id": 0,
}


class Acting:
    """One client before one community. ``events``: event ids so far; ``messages``: numbers in the chat so far."""

    def __init__(self, vk: Vk, community: Community, chat: Chat, order: dict[str, Any]) -> None:
        self.vk, self.community, self.chat, self.order = vk, community, chat, order
        self.events: list[str] = []
        self.messages: list[int] = []

    def write(self, kind: str, content: dict[str, Any], files: list[dict[str, Any]] | None = None) -> Message:
        """Put a message of the client into the chat and send it to the community."""
        answered = self.chat.messages.get(int(self.order.get("reply_to") or 0))
        if answered is not None:
            content = {**content, "reply_message": quoted(answered)}
        if self.order.get("ref"):
            content = {"ref": str(self.order["ref"]), "ref_source": "sandbox", **content}
        self.chat.started, self.chat.blocked = True, False
        message = write(self.vk, self.community, self.chat, "client", kind, content, files)
        self.messages.append(message.id)
        told = {"message": dict(message.api), "client_info": ABLE}
        self.event("message_new", told)
        return message

    def event(self, kind: str, content: dict[str, Any]) -> None:
        """Send an event about this client."""
        self.events.append(self.vk.send_event(self.community, kind, content, self.chat.user.id))

    def message(self, number: Any) -> Message:
        """A message of this chat; raises ValueError."""
        message = self.chat.messages.get(int(number))
        if message is None or message.deleted:
            raise ValueError(f"there is no message {number} in this chat")
        return message
