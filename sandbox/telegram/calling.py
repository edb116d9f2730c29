"""One API call: its fields by name and type."""

import json
from typing import TYPE_CHECKING, Any

from sandbox.forms import Upload
from sandbox.telegram.bots import Bot
from sandbox.telegram.errors import BLOCKED, DEACTIVATED, NOT_STARTED, bad
from sandbox.telegram.models import Chat, User

if TYPE_CHECKING:
    from sandbox.telegram.provider import Telegram


class Call:
    """A bot's call with its fields (strings, or JSON values when the body was JSON) and uploaded files."""

    __slots__ = ("bot", "fields", "files", "telegram")

    def __init__(
        self, telegram: "Telegram", bot: Bot, fields: dict[str, Any], files: dict[str, Upload]
    ) -> None:
        self.telegram, self.bot, self.fields, self.files = telegram, bot, fields, files

    def text(self, name: str, default: str = "") -> str:
        """A string field."""
        value = self.fields.get(name, default)
        return value if isinstance(value, str) else default if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as absent."""
        try:
            return int(self.fields.get(name, default))
        except (TypeError, ValueError):
            return default

    def number(self, name: str) -> float | None:
        """A number, None when absent or wrong."""
        try:
            return float(self.fields[name])
        except (KeyError, TypeError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        """A truth value."""
        return self.text(name).lower() in ("true", "1", "yes")

    def structure(self, name: str) -> Any:
        """An object or array, given as JSON text or as itself; None when absent."""
        value = self.fields.get(name)
        if not isinstance(value, str):
            return value
        if not value.strip():
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def user(self, name: str = "user_id") -> User:
        """A client by id; raises Refused."""
        user = self.telegram.users.get(self.integer(name))
        if user is None:
            raise bad(f"invalid {name} specified" if not self.text(name) else "user not found")
        return user

    def known_chat(self) -> Chat:
        """The chat of ``chat_id``, whether or not the bot may write there; raises Refused."""
        given = self.text("chat_id")
        if not given:
            raise bad("chat_id is empty")
        chat = self.bot.chats.get(self.integer("chat_id"))
        if chat is None:
            raise NOT_STARTED if self.integer("chat_id") in self.telegram.users else bad("chat not found")
        return chat

    def chat(self) -> Chat:
        """The chat of ``chat_id`` when the bot may write there; raises Refused."""
        chat = self.known_chat()
        if chat.user.deactivated:
            raise DEACTIVATED
        if chat.blocked:
            raise BLOCKED
        if not chat.started:
            raise NOT_STARTED
        return chat
