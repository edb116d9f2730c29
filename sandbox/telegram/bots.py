"""A bot with everything that belongs to it."""

import random
import secrets
import string
from typing import Any

from sandbox.telegram.models import Chat, StoredFile, Webhook
from sandbox.telegram.outbox import Outbox

LETTERS = string.ascii_letters + string.digits + "_-"
LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "sch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
        ],
        strict=True,
    )
)


class Bot:
    """A bot: token, webhook, counters, chats, files, pending updates."""

    def __init__(self, bot_id: int, token: str, name: str, username: str) -> None:
        self.id, self.token, self.name, self.username = bot_id, token, name, username
        self.revoked = False
        self.webhook = Webhook()
        self.next_update = random.randrange(100_000_000, 900_000_000)
        self.next_message = random.randrange(2, 60)
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.paths: dict[str, StoredFile] = {}
        self.avatars: dict[str, StoredFile] = {}
        self.presses: dict[str, dict[str, Any]] = {}
        self.commands: list[dict[str, str]] = []
        self.outbox: Outbox

    @classmethod
    def new(cls, name: str, taken: set[int], username: str = "") -> "Bot":
        """A bot with a fresh id, username and token of the real shape (``555000111:AA…``, 35 characters)."""
        bot_id = next(
            n for n in iter(lambda: random.randrange(5_000_000_00, 8_000_000_000), None) if n not in taken
        )
        return cls(bot_id, fresh_token(bot_id), name, username or f"{latin(name)}_{bot_id % 10_000:04}_bot")

    def me(self) -> dict[str, Any]:
        """``from`` of the bot's messages."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def take_update(self) -> int:
        """Next update_id."""
        self.next_update += 1
        return self.next_update

    def take_message(self) -> int:
        """Next message_id: one sequence over all private chats of a bot."""
        self.next_message += 1
        return self.next_message

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        hook = self.webhook
        return {
            "id": self.id,
            "token": self.token,
            "name": self.name,
            "username": self.username,
            "revoked": self.revoked,
            "webhook": {name: getattr(hook, name) for name in hook.__slots__},
            "next_update": self.next_update,
            "next_message": self.next_message,
            "commands": self.commands,
        }

    @classmethod
    def loaded(cls, kept: dict[str, Any]) -> "Bot":
        """From the state file."""
        bot = cls(kept["id"], kept["token"], kept["name"], kept["username"])
        bot.revoked, bot.webhook = kept["revoked"], Webhook(**kept["webhook"])
        bot.next_update, bot.next_message = kept["next_update"], kept["next_message"]
        bot.commands = kept["commands"]
        return bot


def fresh_token(bot_id: int) -> str:
    """A token of the real shape."""
    return f"{bot_id}:AA" + "".join(secrets.choice(LETTERS) for _ in range(33))


def latin(name: str) -> str:
    """Name in the letters a username may have."""
    letters = "".join(LATIN.get(letter, letter) for letter in name.lower())
    words = "".join(letter if letter in string.ascii_lowercase + string.digits else " " for letter in letters)
    return "_".join(words.split())[:20].strip("_") or "sandbox"
