"""A bot with everything that belongs to it."""

import random
import secrets
from typing import TYPE_CHECKING, Any

from sandbox.viber.models import Chat, User, Webhook

if TYPE_CHECKING:
    from sandbox.viber.outbox import Outbox


class Bot:
    """A bot: account, token, webhook, chats, events on their way."""

    def __init__(self, bot_id: str, token: str, name: str, uri: str) -> None:
        self.id, self.token, self.name, self.uri = bot_id, token, name, uri
        self.revoked = False
        self.webhook = Webhook()
        self.chats: dict[str, Chat] = {}
        self.by_receiver: dict[str, Chat] = {}
        self.details: dict[str, list[float]] = {}
        self.outbox: Outbox

    @classmethod
    def new(cls, name: str, uri: str) -> "Bot":
        """A bot with a fresh id and token of the real shape."""
        number = random.randrange(10**13, 9 * 10**14)  # JavaScript would round the real length
        return cls(f"pa:{number}", fresh_token(), name, uri or f"sandbox{number % 100_000:05}")

    @property
    def key(self) -> str:
        """What the control interface calls it: the digits of its id."""
        return self.id.removeprefix("pa:")

    def chat(self, user: User) -> Chat:
        """The conversation with a client, begun when there is none."""
        chat = self.chats.get(user.id)
        if chat is None:
            chat = self.chats[user.id] = self.by_receiver[user.known_as(self.id)] = Chat(user)
        return chat

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        hook = self.webhook
        return {
            **{name: getattr(self, name) for name in ("id", "token", "name", "uri", "revoked")},
            "webhook": {name: getattr(hook, name) for name in hook.__slots__},
        }

    @classmethod
    def loaded(cls, kept: dict[str, Any]) -> "Bot":
        """From the state file."""
        bot = cls(kept["id"], kept["token"], kept["name"], kept["uri"])
        bot.revoked, bot.webhook = kept["revoked"], Webhook(**kept["webhook"])
        return bot


def fresh_token() -> str:
    """A token of the real shape: three groups of sixteen letters and digits."""
    return "-".join(secrets.token_hex(8) for _ in range(3))
