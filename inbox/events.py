"""Facts the inbox publishes (ARCHITECTURE §1.1): frozen dataclasses of ids."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DialogOpened:
    """A dialog began; `repeat` when the chat had one before. `payload` is the deep link's token, else empty."""

    project: int
    chat: int
    dialog: int
    contact: int
    repeat: bool
    payload: str = ""


@dataclass(frozen=True)
class MessageReceived:
    """A client wrote."""

    project: int
    chat: int
    dialog: int
    entry: int


@dataclass(frozen=True)
class StartReceived:
    """A client pressed Start or came by a deep link with `payload`."""

    project: int
    chat: int
    payload: str


@dataclass(frozen=True)
class DialogClosed:
    """«Готово» was pressed."""

    project: int
    chat: int
    dialog: int
    member: int


@dataclass(frozen=True)
class ContactBlocked:
    """The client blocked the bot (or came back)."""

    project: int
    chat: int
    blocked: bool


@dataclass(frozen=True)
class ButtonPressed:
    """A client pressed a button under message `entry` (None: one we do not have); `data` is what the button carries."""

    project: int
    chat: int
    entry: int | None
    data: str
