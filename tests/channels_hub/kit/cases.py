"""What a messenger's cases look like; a new messenger adds a module of data beside telegram.py."""

import json
from dataclasses import dataclass, field
from typing import Any

from channels_hub.messengers.vocabulary import Outgoing

MALFORMED = "malformed"


@dataclass(frozen=True)
class Inward:
    """A webhook body and what `parse` makes of it: happenings, or MALFORMED."""

    name: str
    body: Any
    gives: Any

    @property
    def raw(self) -> bytes:
        """The body as it comes over the wire."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Outward:
    """An Outgoing and the call it becomes: the method, and fields that must be so (text); `absent` must not be sent."""

    name: str
    outgoing: Outgoing
    method: str
    fields: dict[str, Any]
    content: bytes = b""
    absent: tuple[str, ...] = ()


@dataclass(frozen=True)
class Failure:
    """What the provider does (an order for the sandbox's faults) and the error it means."""

    name: str
    fault: dict[str, Any]
    error: type[Exception]
    after: float | None = None


@dataclass(frozen=True)
class Forgery:
    """Headers that a request came with and whether they are the provider's, for the secret `secret`."""

    name: str
    headers: dict[str, str]
    good: bool
    secret: str = "S3cret_of-the-channel"


@dataclass(frozen=True)
class Kit:
    """All cases of one kind; `peer` has written to the bot before."""

    kind: str
    inward: list[Inward] = field(default_factory=list)
    outward: list[Outward] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    forgeries: list[Forgery] = field(default_factory=list)
