"""A client in the course of acting: makes messages and updates in the client's name."""

from typing import Any

from sandbox.telegram.bots import Bot
from sandbox.telegram.models import Chat, Message
from sandbox.telegram.provider import Telegram


class Acting:
    """One client before one bot. ``events``: update ids so far; ``messages``: message ids so far."""

    def __init__(self, telegram: Telegram, bot: Bot, chat: Chat, order: dict[str, Any]) -> None:
        self.telegram, self.bot, self.chat, self.order = telegram, bot, chat, order
        self.events: list[int] = []
        self.messages: list[int] = []

    def write(self, content: dict[str, Any], kind: str, files: list[str] | None = None) -> Message:
        """Put a message of the client into the chat and send it to the bot."""
        now, user = self.telegram.clock.now(), self.chat.user
        api: dict[str, Any] = {
            "message_id": self.bot.take_message(),
            "from": user.sender(),
            "chat": user.chat(),
            "date": int(now),
            **content,
        }
        answered = self.chat.messages.get(self.order.get("reply_to") or 0)
        if answered is not None:
            api["reply_to_message"] = {
                name: value for name, value in answered.api.items() if name != "reply_to_message"
            }
        message = Message(api, "client", now, kind, files or [])
        self.chat.messages[message.id] = message
        if not self.chat.started:
            self.chat.started = True
            self.telegram.keep_chat(self.bot, self.chat)
        self.messages.append(message.id)
        self.telegram.keep_message(self.bot, self.chat, message)
        self.update("message", dict(api))
        return message

    def update(self, kind: str, content: dict[str, Any]) -> None:
        """Send an update about this client."""
        self.events.append(self.telegram.send_update(self.bot, kind, content, self.chat.user.id))

    def message(self, message_id: Any) -> Message:
        """A message of this chat; raises ValueError."""
        message = self.chat.messages.get(int(message_id))
        if message is None or message.deleted:
            raise ValueError(f"there is no message {message_id} in this chat")
        return message
