"""Clients, chats and messages, as Viber shows them and as the state file keeps them."""

import base64
import hashlib
import re
from dataclasses import dataclass, field
from typing import Any

OWN_ID = re.compile(r"[A-Za-z0-9+/]{20,22}==")


@dataclass(slots=True)
class User:
    """A client; one for all bots. ``id`` is the sandbox's; ``photo`` is "" (initials), a portrait's name, or "none"."""

    id: str
    name: str
    photo: str = ""
    language: str = "ru"
    country: str = "RU"
    deactivated: bool = False

    def known_as(self, bot: str) -> str:
        """The id that a bot knows: another for each bot, unless the client was given one of Viber's shape."""
        if OWN_ID.fullmatch(self.id):
            return self.id
        return base64.b64encode(hashlib.md5(f"{bot}/{self.id}".encode()).digest()).decode()

    @property
    def shown(self) -> int | str:
        """Its id as the control interface tells it: a number where it is one."""
        return int(self.id) if self.id.isdigit() and len(self.id) < 16 else self.id

    @property
    def number(self) -> int:
        """A number for colours and phones."""
        return int(hashlib.md5(self.id.encode()).hexdigest()[:8], 16)

    @property
    def phone(self) -> str:
        """The client's own phone, without the plus."""
        return f"7900{self.number % 10_000_000:07}"


@dataclass(slots=True)
class Media:
    """A file in a chat; ``blob`` is "" until its bytes were fetched, ``trouble`` says why they could not be."""

    kind: str
    name: str
    mime: str = ""
    size: int = 0
    blob: str = ""
    width: int = 0
    height: int = 0
    duration: int = 0
    trouble: str = ""


@dataclass(slots=True)
class Message:
    """One message. ``api`` is its JSON in Viber's shape; ``by`` is "bot" or "client"; times in seconds."""

    token: int
    by: str
    time: float
    api: dict[str, Any]
    media: list[Media] = field(default_factory=list)
    delivered: float | None = None
    seen: float | None = None
    welcome: bool = False

    def dump(self) -> dict[str, Any]:
        """For the state file."""
        return {
            **{name: getattr(self, name) for name in self.__slots__},
            "media": [{name: getattr(one, name) for name in one.__slots__} for one in self.media],
        }


@dataclass(slots=True)
class Webhook:
    """Where events go; ``events`` None = all."""

    url: str = ""
    events: list[str] | None = None
    name: bool = True
    photo: bool = True
    last_error: str = ""


@dataclass(slots=True)
class Chat:
    """A client's conversation with one bot. ``offline``: nothing is delivered to the device."""

    user: User
    subscribed: bool = False
    blocked: bool = False
    offline: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    keyboard: dict[str, Any] | None = None
    tracking: str = ""

    def dump(self) -> dict[str, Any]:
        """For the state file, without messages."""
        names = ("subscribed", "blocked", "offline", "keyboard", "tracking")
        return {"user": self.user.id, **{name: getattr(self, name) for name in names}}
