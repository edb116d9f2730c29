"""Users, bots, chats and messages, as the Bot API shows them and as the state file keeps them."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class User:
    """A client; one for all bots. ``photo`` is "" (drawn from the initials), a portrait's name, or "none"."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "ru"
    photo: str = ""
    deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def sender(self) -> dict[str, Any]:
        """``from`` of a message."""
        return {"id": self.id, "is_bot": False, **self._names(), "language_code": self.language_code}

    def chat(self) -> dict[str, Any]:
        """``chat`` of a message."""
        return {"id": self.id, **self._names(), "type": "private"}

    def _names(self) -> dict[str, str]:
        """Names that are not empty."""
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in names.items() if value}


@dataclass(slots=True)
class Message:
    """One message. ``api`` is what the Bot API answers; the rest is what the sandbox knows besides.

    ``files``: ids of the bot's files, the shown one first; ``edits``: earlier texts with their time.
    """

    api: dict[str, Any]
    by: str
    time: float
    kind: str = "text"
    files: list[str] = field(default_factory=list)
    edited: float | None = None
    edits: list[dict[str, Any]] = field(default_factory=list)
    deleted: float | None = None
    pressed: str | None = None

    @property
    def id(self) -> int:
        """Provider's message id."""
        return self.api["message_id"]

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        return _fields(self)


@dataclass(slots=True)
class StoredFile:
    """A file a bot knows: its ids, what it is, and the blob that holds its bytes."""

    file_id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    size: int
    blob: str
    path: str
    width: int = 0
    height: int = 0
    duration: int = 0

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        return _fields(self)


@dataclass(slots=True)
class Webhook:
    """Where updates go. ``allowed`` None = the default set."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    allowed: list[str] | None = None
    set_at: float = 0.0
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass(slots=True)
class Chat:
    """A client's conversation with one bot."""

    user: User
    started: bool = False
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: dict[str, Any] | None = None
    typing: tuple[str, float] = ("", 0.0)
    toasts: list[dict[str, Any]] = field(default_factory=list)

    def dump(self) -> dict[str, Any]:
        """For the state file, without messages."""
        return {
            "user": self.user.id,
            "started": self.started,
            "blocked": self.blocked,
            "keyboard": self.keyboard,
        }


def _fields(record: Any) -> dict[str, Any]:
    """Fields of a slotted record as they are: no copies, it is written at once."""
    return {name: getattr(record, name) for name in record.__slots__}
