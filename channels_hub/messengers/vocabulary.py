"""What every messenger says, in one vocabulary (ARCHITECTURE §5). Pure Python; no Django.

`parse()` of a messenger turns one stored body into these; the floors above know nothing else of a provider.
`at` is the provider's time in milliseconds (0 when it tells none: the receipt's time counts), `number` the provider's own order inside a chat (0 when it has none).
"""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Profile:
    """Who acted, as the provider tells it with the event."""

    external_id: str
    first_name: str = ""
    last_name: str = ""
    username: str = ""
    language: str = ""


@dataclass(frozen=True)
class Media:
    """A file of the client, still at the provider. `kind`: image video voice audio file sticker animation."""

    kind: str
    ref: dict[str, Any]
    name: str = ""
    mime: str = ""
    size: int | None = None
    width: int | None = None
    height: int | None = None
    duration: int | None = None


@dataclass(frozen=True)
class Location:
    latitude: float
    longitude: float
    title: str = ""
    address: str = ""


@dataclass(frozen=True)
class SharedContact:
    phone: str
    name: str = ""
    own: bool = False


@dataclass(frozen=True)
class Inbound:
    """Base of everything that came in."""

    peer: str
    profile: Profile
    at: int


@dataclass(frozen=True)
class Message(Inbound):
    """A written message. `unsupported` names what the messenger sent and we cannot show ("poll", "gift");
    `forwarded` whose words they are; `album` is equal for messages sent as one album."""

    provider_id: str
    number: int = 0
    text: str = ""
    media: tuple[Media, ...] = ()
    location: Location | None = None
    contact: SharedContact | None = None
    reply_to: str = ""
    album: str = ""
    unsupported: str = ""
    emoji: str = ""
    forwarded: str = ""


@dataclass(frozen=True)
class Start(Inbound):
    """The client pressed Start or came by a deep link; `payload` is what the link carried. Also a message in the chat."""

    provider_id: str
    number: int = 0
    payload: str = ""
    text: str = ""


@dataclass(frozen=True)
class Edit(Inbound):
    """The client edited a message."""

    provider_id: str
    text: str


@dataclass(frozen=True)
class Press(Inbound):
    """The client pressed a button; `answer` is what the provider wants acknowledged."""

    data: str
    provider_id: str = ""
    answer: str = ""


@dataclass(frozen=True)
class Opening(Inbound):
    """A stranger opened the chat and cannot be written to yet; `payload` is what the link carried. Remembered until the
    stranger starts or writes (CHN-12)."""

    payload: str = ""


@dataclass(frozen=True)
class Echo(Inbound):
    """A message in the account's own name, as the provider tells of it; `peer` is the client.

    `mark` is what we sent along with ours ("" when it was written elsewhere), `number` the provider's order as in Message.
    """

    provider_id: str
    number: int = 0
    text: str = ""
    media: tuple[Media, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Deletion(Inbound):
    """The client took a message back."""

    provider_id: str


@dataclass(frozen=True)
class Blocked(Inbound):
    """The client blocked the bot (`blocked`) or let it write again."""

    blocked: bool


@dataclass(frozen=True)
class Status(Inbound):
    """A delivery state of our message: "delivered" or "read" (`provider_id`, or all up to `at` when empty), "failed"."""

    state: str
    provider_id: str = ""
    error: str = ""


@dataclass(frozen=True)
class Nothing:
    """Understood to be of no use to us (a group's message, a kind we do not know); `what` names it for the counter."""

    what: str


Happening = Inbound | Nothing


@dataclass(frozen=True)
class Button:
    """Opens `url`, or gives `data` back, or asks for the client's own "phone" or "location" (`ask`)."""

    text: str
    url: str = ""
    data: str = ""
    ask: str = ""


@dataclass(frozen=True)
class OutgoingFile:
    """One of our files for sending: `file` is MediaFile's id; the sender opens it.

    `url` is set while a messenger is called that takes an address instead of bytes (Traits.fetches_files).
    """

    file: int
    kind: str
    name: str
    mime: str
    size: int
    url: str = ""


@dataclass(frozen=True)
class Outgoing:
    """One provider call: text, or one file with a caption, with buttons under it and ready answers by the keyboard.

    `tag` is the provider's own name of why it may be sent after the window; `key` the delivery's id, for providers that
    know repeats by a key of ours (0 until the call is made).
    """

    text: str = ""
    file: OutgoingFile | None = None
    buttons: tuple[Button, ...] = ()
    reply_to: str = ""
    quick_replies: tuple[Button, ...] = ()
    tag: str = ""
    key: int = 0


@dataclass(frozen=True)
class Part:
    """A piece of a webhook body as stored: the provider's event id, the sender, the bytes to keep.

    `account` names whose it is where one address serves all accounts of an app.
    """

    event: str
    peer: str
    body: bytes
    account: str = ""


class Parts(list[Part]):
    """What was fetched by asking, and from where to ask on when the provider counts otherwise than by its event ids."""

    after = ""


@dataclass(frozen=True)
class Reply:
    """What a webhook request is answered with; `store` False for what is nothing but a question to us."""

    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    store: bool = True
    status: int = 200


@dataclass(frozen=True)
class Traits:
    """What a messenger can do, as data: composer, pacing and previews read it.

    `fetches_files`: it takes addresses of files and comes for them by itself. `buttons` are the kinds it has: url, data,
    phone, location; `max_quick_replies` ready answers at once (0: none), `max_label` characters on one. `rate` calls a
    second, `media_rate` sound and video messages a second (0: as all others), `calls_a_file` calls that one file takes.
    `dedupe_seconds`: so long after the first try a call with the same key is not taken twice. `needs_first_word`: nobody
    can be written to who did not write. `counts_bytes`: limits of text are in bytes of UTF-8. `late_tag`: what a person may still send with for `late_hours` when the
    window is over.
    """

    kind: str
    max_text: int
    max_caption: int
    max_buttons: int
    image_bytes: int
    file_bytes: int
    download_bytes: int
    image_kinds: frozenset[str]
    window_hours: int | None
    statuses: frozenset[str]
    dedupes_sends: bool
    rate: float
    chat_rate: float
    edits: bool
    deletes: bool
    events: tuple[str, ...] = field(default=())
    hook_ports: frozenset[int] = frozenset()
    fetches_files: bool = False
    buttons: frozenset[str] = frozenset({"url", "data"})
    max_quick_replies: int = 0
    max_label: int = 64
    media_rate: float = 0.0
    calls_a_file: int = 1
    dedupe_seconds: int = 0
    needs_first_word: bool = False
    counts_bytes: bool = False
    late_tag: str = ""
    late_hours: int = 0


@dataclass(frozen=True)
class Account:
    """Whose token it is: stable id, name, username, the address another service has set (empty when none)."""

    id: str
    name: str
    username: str = ""
    webhook: str = ""


@dataclass(frozen=True)
class Offer:
    """An account that a person may connect after signing in; `why` is a code (Face.refusals) when it is not `allowed`."""

    account: Account
    token: str
    allowed: bool = True
    why: str = ""


@dataclass(frozen=True)
class Sent:
    """The provider took it; `at` in milliseconds."""

    provider_id: str
    at: int = 0
