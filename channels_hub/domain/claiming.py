"""Claiming deliveries and beginning their calls (ARCHITECTURE §4, rows claim and call)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction

from channels_hub.queries import deliveries, leases
from channels_hub.queries.deliveries import Claimed, Standing
from common import clock
from projects.scope import everywhere

LEASE_SECONDS = 3.0
SENDING = "out"


@dataclass(frozen=True)
class Haul:
    """What one claim brought. `standing`: the channels whose rows were free; `held`: those whose sender we are, with the
    seconds to wait first; `waiting`: resting chats that have more queued."""

    standing: Sequence[Standing] = ()
    held: Mapping[int, float] = field(default_factory=dict)
    claimed: Sequence[Claimed] = ()
    waiting: frozenset[int] = frozenset()


def claim(holder: str, rooms: Mapping[int, int], resting: Iterable[int]) -> Haul:
    """Claim for many channels at once: at most `rooms[channel]` of each, none of a resting chat.

    `holder` is this process's id (a UUID): only the one that holds a channel's lease sends for it. A channel whose row
    another process has locked is left out; a channel that may not send, or is silent, gives nothing. In its silence it
    stays with its holder, who knows how long the provider has been in trouble.
    """
    chats = list(resting)
    now = clock.now()
    with everywhere("sender: claims for many channels"), transaction.atomic(), connection.cursor() as cursor:
        deliveries.prepare(cursor)
        standing = deliveries.lock(cursor, list(rooms), now)
        able = {one.channel: one.silent <= 0 for one in standing if one.sends}
        held = leases.take(cursor, SENDING, list(able), holder, LEASE_SECONDS) if able else {}
        wanted = {channel: rooms[channel] for channel in held if able[channel] and rooms[channel] > 0}
        claimed = deliveries.claim(cursor, wanted, chats, now) if wanted else []
        waiting = deliveries.waiting_chats(cursor, chats) if chats else set()
    return Haul(standing, held, sorted(claimed), frozenset(waiting))


def start(calls: Sequence[tuple[Claimed, int]]) -> set[int]:
    """Note durably that these calls begin, each with the seconds it may take; returns the deliveries that are still ours."""
    with everywhere("sender: calls of many channels begin"), connection.cursor() as cursor:
        return deliveries.start(cursor, calls, clock.now())


def release(claimed: Sequence[Claimed]) -> None:
    """Put claims back that will not be called."""
    if claimed:
        with everywhere("sender: gives claims back"), connection.cursor() as cursor:
            deliveries.release(cursor, claimed)


def hasten(channel: int) -> None:
    """The provider answers again: what waits because it did not is due now."""
    with everywhere("sender: the provider answers again"), connection.cursor() as cursor:
        deliveries.hasten(cursor, channel, clock.now())


def resign(holder: str) -> None:
    """Give all leases back at the end of the process."""
    with everywhere("sender: gives its channels back"), connection.cursor() as cursor:
        leases.give_back(cursor, holder)
