"""What a messenger's cases look like; a new messenger adds a module of data beside telegram.py."""

import json
from dataclasses import dataclass, field
from typing import Any

from channels_hub.messengers.vocabulary import Outgoing

MALFORMED = "malformed"


@dataclass(frozen=True)
class Inward:
    """A webhook body and what `parse` makes of its parts, in order: happenings, or MALFORMED.

    `accounts` are those that its parts name, for a messenger with one address for all.
    """

    name: str
    body: Any
    gives: Any
    accounts: tuple[str, ...] = ()

    @property
    def raw(self) -> bytes:
        """The body as it comes over the wire."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Outward:
    """An Outgoing and the last call it becomes: the method, and fields that must be so (text); `absent` must not be sent.

    `content` are its file's bytes, `methods` those of all calls when there are several, `seen` what the client sees where
    that is not the text.
    """

    name: str
    outgoing: Outgoing
    method: str
    fields: dict[str, Any]
    content: bytes = b""
    absent: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    seen: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Failure:
    """What the provider does (an order for the sandbox's faults) and the error it means; `facts` are the error's own."""

    name: str
    fault: dict[str, Any]
    error: type[Exception]
    after: float | None = None
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Forgery:
    """Headers and body that a request came with and whether they are the provider's, for the channel's secret and token."""

    name: str
    headers: dict[str, str]
    good: bool
    secret: str = "S3cret_of-the-channel"
    body: bytes = b"{}"
    token: str = "token"


@dataclass(frozen=True)
class Kit:
    """All cases of one kind; `peer` has written to the bot before, by `greeting` (fields of the sandbox's say).

    `made`: more that its bot is made with. `whole`: a body is stored as it came; otherwise its parts are bodies of their own.
    `world` is the fixture that imitates the provider, `marks` are what its tests need for that; with `shares_files` it has our
    storage and takes a file's number.
    """

    kind: str
    peer: str = "901"
    made: dict[str, Any] = field(default_factory=dict)
    greeting: dict[str, Any] = field(default_factory=lambda: {"text": "/start"})
    whole: bool = True
    world: str = "sandbox"
    shares_files: bool = False
    marks: tuple[Any, ...] = ()
    inward: list[Inward] = field(default_factory=list)
    outward: list[Outward] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    forgeries: list[Forgery] = field(default_factory=list)
