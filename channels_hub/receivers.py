"""Who receives a channel's events: registered by purpose in wepster.wiring, so this floor knows nobody above it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from channels_hub.messengers.vocabulary import Inbound, Profile
from channels_hub.models import Channel, MediaFile


@dataclass(frozen=True)
class Received:
    """One happening with the receipt it came in (its id is a stable, growing number)."""

    receipt: int
    inbound: Inbound


@dataclass(frozen=True)
class Settled:
    """What became of a message's deliveries: `state` is MessageState's word (sent, failed, uncertain, queued again…)."""

    delivery: int
    chat: int
    entry: int
    state: str
    provider_id: str = ""
    at: int = 0
    error_code: str = ""
    error_text: str = ""


@dataclass(frozen=True)
class Receiver:
    """Each is called inside the caller's open transaction and the project's scope; it makes no network calls.

    `receive(channel, received)`: a batch of one channel, oldest first. `settled(outcomes)`: after a provider's answer.
    `file_changed(files)`: a file was fetched, or will not be. `named(channel, profiles)`: what the messenger says of people
    when it is asked.
    """

    receive: Callable[[Channel, Sequence[Received]], Any]
    settled: Callable[[Sequence[Settled]], Any]
    file_changed: Callable[[Sequence[MediaFile]], Any]
    named: Callable[[Channel, Sequence[Profile]], Any] = lambda channel, profiles: None


_receivers: dict[str, Receiver] = {}


def register(purpose: str, receiver: Receiver) -> None:
    """Give the events of channels with that purpose to `receiver`."""
    _receivers[purpose] = receiver


def receiver(purpose: str) -> Receiver:
    """The receiver of a purpose; raises KeyError when wiring named none."""
    return _receivers[purpose]
