"""The head of an open chat (INB-9) and what its composer may do."""

from dataclasses import dataclass
from datetime import datetime

from channels_hub.messengers.vocabulary import Traits
from channels_hub.models import MediaFile
from inbox.enums import ChatAct
from inbox.queries.faces import Face
from projects.models import Member


@dataclass(frozen=True)
class Writing:
    """Whether the composer is open; `reason` says in a sentence why not, `code` as posting's Refused."""

    open: bool
    code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ChatHead:
    """`state` of the current dialog; `previous` was responsible before (a repeat new dialog). `tab` is where it stands
    for the reader. `traits` are the messenger's limits for the composer. `rev` is the chat's cursor, `unread` the
    reader's number of unseen client messages."""

    chat: int
    contact: int
    name: str
    photo: MediaFile | None
    username: str
    kind: str
    channel: str
    channel_username: str
    state: str
    dialog: int | None
    number: int
    responsible: Face | None
    participants: list[Face]
    previous: Face | None
    group: str
    acts: frozenset[ChatAct]
    writing: Writing
    waiting: datetime | None
    minutes: int
    level: str
    percent: int
    unread: int
    rev: int
    tab: str
    blocked: bool
    traits: Traits | None


def head(member: Member, chat: int) -> ChatHead | None:
    """The head of a chat; None when the member may not see any of its dialogs."""
    raise NotImplementedError
