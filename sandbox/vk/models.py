"""People, communities, chats and messages, as VK shows them and as the state file keeps them."""

import random
import secrets
from dataclasses import dataclass, field
from typing import Any

RIGHTS = ("messages", "manage", "photos", "docs")


@dataclass(slots=True)
class User:
    """A person; a client of any community, or one who runs some. ``photo``: "" initials, a portrait's name, "none"."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    photo: str = ""
    deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(slots=True)
class Server:
    """A Callback server. ``status``: unconfigured, wait, ok, failed."""

    id: int
    url: str
    title: str
    secret_key: str
    status: str = "wait"
    events: dict[str, int] = field(default_factory=dict)
    last_error: str = ""
    failures: int = 0


@dataclass(slots=True)
class Message:
    """One message. ``api`` is VK's object; the rest is what the sandbox knows besides; ``files``: blobs with their facts."""

    api: dict[str, Any]
    by: str
    time: float
    kind: str = "text"
    files: list[dict[str, Any]] = field(default_factory=list)
    keyboard: dict[str, Any] | None = None
    edited: float | None = None
    edits: list[dict[str, Any]] = field(default_factory=list)
    deleted: float | None = None
    pressed: str | None = None
    read: bool = False

    @property
    def id(self) -> int:
        """Its number in the chat."""
        return int(self.api["conversation_message_id"])

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        return fields(self)


@dataclass(slots=True)
class Chat:
    """A person's conversation with one community. ``started``: the community may write; ``random``: random_id → message."""

    user: User
    started: bool = False
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    last: int = 0
    keyboard: dict[str, Any] | None = None
    typing: tuple[str, float] = ("", 0.0)
    toasts: list[dict[str, Any]] = field(default_factory=list)
    random: dict[int, tuple[int, float]] = field(default_factory=dict)

    def dump(self) -> dict[str, Any]:
        """For the state file, without messages."""
        return {
            "user": self.user.id,
            "started": self.started,
            "blocked": self.blocked,
            "last": self.last,
            "keyboard": self.keyboard,
            "random": [[key, *value] for key, value in self.random.items()],
        }


class Community:
    """A community with everything that belongs to it. ``roles``: person → admin_level; ``tokens``: all that work."""

    def __init__(self, number: int, name: str, username: str) -> None:
        self.id, self.name, self.username = number, name, username
        self.token = fresh_token()
        self.tokens = {self.token: list(RIGHTS)}
        self.revoked = False
        self.deactivated = ""
        self.messages, self.bots = True, True
        self.code = secrets.token_hex(4)
        self.roles: dict[int, int] = {}
        self.servers: dict[int, Server] = {}
        self.next_server, self.next_message = 1, random.randrange(100, 900)
        self.polls = False
        self.poll_events: dict[str, int] = {}
        self.poll_key = secrets.token_hex(20)
        self.chats: dict[int, Chat] = {}
        self.uploads: dict[str, dict[str, Any]] = {}
        self.saved: dict[str, dict[str, Any]] = {}
        self.presses: dict[str, dict[str, Any]] = {}
        self.outbox: Any = None

    def take_message(self) -> int:
        """Next message id: one sequence over all chats."""
        self.next_message += 1
        return self.next_message

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        kept = {name: getattr(self, name) for name in KEPT}
        return {**kept, "servers": [fields(server) for server in self.servers.values()]}

    @classmethod
    def loaded(cls, kept: dict[str, Any]) -> "Community":
        """From the state file."""
        made = cls(kept["id"], kept["name"], kept["username"])
        for name in KEPT:
            setattr(made, name, kept[name])
        made.roles = {int(person): level for person, level in kept["roles"].items()}
        made.servers = {one["id"]: Server(**one) for one in kept["servers"]}
        return made


KEPT = (
    "id", "name", "username", "token", "tokens", "revoked", "deactivated", "messages", "bots", "code", "roles",
    "next_server", "next_message", "polls", "poll_events", "poll_key", "saved",
)  # fmt: skip


def fresh_token() -> str:
    """A token of the real shape."""
    return f"vk1.a.{secrets.token_urlsafe(140)}"


def fields(record: Any) -> dict[str, Any]:
    """Fields of a slotted record as they are: no copies, it is written at once."""
    return {name: getattr(record, name) for name in record.__slots__}
