"""The app, pages, people, conversations and messages, as the state file keeps them."""

import secrets
import time
from dataclasses import asdict, dataclass, field
from typing import Any

SCOPES = ("pages_show_list", "pages_messaging", "pages_manage_metadata", "business_management")


@dataclass(slots=True)
class App:
    """The one app. ``human_agent``: Facebook granted the tag; ``reviewed``: others than testers may be written to;
    ``proof``: calls need the proof; ``headers_only``: a token or a secret in a URL is refused."""

    id: str = "570000000000001"
    secret: str = "sandbox-facebook-secret"
    name: str = "Wepster"
    callback: str = ""
    fields: str = ""
    human_agent: bool = True
    reviewed: bool = True
    proof: bool = False
    headers_only: bool = False

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        return asdict(self)


@dataclass(slots=True)
class Person:
    """A client of a page by the page-scoped id. ``photo`` as in sandbox.portraits."""

    id: str
    first_name: str
    last_name: str = ""
    photo: str = ""
    deactivated: bool = False

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        return asdict(self)


@dataclass(slots=True)
class Message:
    """``by`` client, bot (through the API) or page (written in Facebook's own inbox); ``time`` in seconds."""

    mid: str
    by: str
    time: float
    kind: str = "text"
    text: str = ""
    media: list[dict[str, Any]] = field(default_factory=list)
    location: dict[str, float] | None = None
    buttons: list[dict[str, Any]] = field(default_factory=list)
    quick_replies: list[dict[str, Any]] = field(default_factory=list)
    pressed: str | None = None
    reply_to: str | None = None
    edited: float | None = None
    edits: list[dict[str, Any]] = field(default_factory=list)
    deleted: float | None = None
    emoji: str | None = None
    tag: str = ""

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        return asdict(self)


@dataclass(slots=True)
class Chat:
    """A person's conversation with one page; ``acted`` is when the client last did what opens the 24 hours."""

    person: Person
    acted: float = 0.0
    blocked: bool = False
    offline: bool = False
    read: float = 0.0
    typing: float = 0.0
    messages: dict[str, Message] = field(default_factory=dict)

    def dump(self) -> dict[str, Any]:
        """For the state file, without messages."""
        return {
            "person": self.person.dump(),
            "acted": self.acted,
            "blocked": self.blocked,
            "offline": self.offline,
            "read": self.read,
        }


@dataclass(slots=True)
class Page:
    """A page. ``role`` is what the person who signs in may do there: admin, editor or none."""

    id: str
    name: str
    username: str
    token: str
    role: str = "admin"
    revoked: bool = False
    restricted: bool = False
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    subscribed: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    get_started: str = ""
    chats: dict[str, Chat] = field(default_factory=dict)

    def dump(self) -> dict[str, Any]:
        """For the state file, without conversations."""
        names = (name for name in self.__slots__ if name != "chats")
        return {name: getattr(self, name) for name in names}


def fresh_token(mark: str = "EAAS") -> str:
    """A token of the real shape."""
    return mark + secrets.token_hex(60)


def fresh_mid() -> str:
    """A message id of the real shape."""
    return f"m_{secrets.token_urlsafe(60)}"


def fresh_id() -> str:
    """A page id of the real shape."""
    return f"1{time.time_ns() % 10**7:07}{secrets.randbelow(10**7):07}"
