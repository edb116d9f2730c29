"""A chat's timeline by pages and by cursor (INB-22, INB-23)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from channels_hub.models import MediaFile
from inbox.queries.faces import Face
from projects.models import Member


@dataclass(frozen=True)
class Quote:
    """What a message replies to; `item` is 0 when we do not have it."""

    item: int
    name: str
    text: str


@dataclass(frozen=True)
class Item:
    """One entry as read by a member.

    `kind` message, note, service; `direction` in, out, ""; `origin` person, chain, broadcast, autoresponder; `source` its name.
    `author` is None for the client. `words` is a service line's sentence with `icon` its lucide name. `content` as in
    inbox.models.Entry. `versions` are what stood before an edit. `resend`: this reader may send it again. `key` orders
    and pages. `hidden`: the entries of dialog `dialog` are not for this reader; only `words` and `at` are set.
    """

    id: int
    key: str
    dialog: int | None
    at: datetime
    kind: str
    rev: int = 0
    direction: str = ""
    origin: str = ""
    source: str = ""
    author: Face | None = None
    author_name: str = ""
    verb: str = ""
    words: str = ""
    icon: str = ""
    text: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    media: tuple[MediaFile, ...] = ()
    quote: Quote | None = None
    state: str = ""
    error: str = ""
    versions: tuple[dict[str, Any], ...] = ()
    edited_at: datetime | None = None
    resend: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class DialogFacts:
    """For the line between dialogs: number, who was responsible, when closed."""

    id: int
    number: int
    state: str
    opened_at: datetime
    closed_at: datetime | None
    responsible: Face | None


@dataclass(frozen=True)
class Timeline:
    """Oldest first. `before` / `after` are keys of older / newer pages ("" when none); `rev` is the cursor for `since`.

    `again`: too much changed, load the newest page anew. `dialogs` by id, of all items.
    """

    items: list[Item]
    before: str
    after: str
    rev: int
    dialogs: dict[int, DialogFacts]
    again: bool = False


def page(
    member: Member, chat: int, before: str = "", after: str = "", around: int | None = None, limit: int = 40
) -> Timeline | None:
    """The newest page, or the one `before` / `after` a key, or the one with entry `around` in its middle.

    None when the member sees nothing of the chat. Entries of dialogs the member may not see are left out, with one
    hidden item in their place (INB-8).
    """
    raise NotImplementedError


def since(member: Member, chat: int, rev: int, limit: int = 200) -> Timeline | None:
    """New and changed entries after the cursor, to put in by id and sort by key; None when the chat is not visible."""
    raise NotImplementedError
