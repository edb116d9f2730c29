"""What the lanes process keeps in memory of one channel it sends for. No database, no network."""

import heapq
import math

from channels_hub.domain.pacing import SHARE, ChatPace, Pace
from channels_hub.domain.pausing import Outage
from channels_hub.messengers.vocabulary import Traits
from channels_hub.queries.deliveries import Claimed

AHEAD_SECONDS = 0.25
HANGING_SECONDS = 1.5
# Until a provider is heard (again), so many calls ask whether it is there: what it never answers becomes uncertain, and a
# crowd of providers that hang must not take the machine from those that work.
UNHEARD, HEARD_SECONDS = 8, 1.0


class Sender:
    """Claimed deliveries in their order, the pace, and since when nothing more is queued. Times are the loop's."""

    def __init__(self, channel: int, traits: Traits) -> None:
        self.channel = channel
        self.traits = traits
        self.pace = Pace(traits.rate)
        self.sounds = Pace(traits.media_rate) if traits.media_rate else None
        self.chats = ChatPace(traits.chat_rate)
        self.most = max(1, math.ceil(traits.rate * SHARE * AHEAD_SECONDS))
        self.outage = Outage()
        self.held_until = 0.0
        self.silent_until = 0.0
        self.silence_known_at = 0.0
        self.heard = 0.0
        self._flying: dict[int, float] = {}
        self.sealed = ""
        self.token = ""
        self.ready: list[Claimed] = []
        self.starting = 0
        self.calling = 0

    @property
    def room(self) -> int:
        """How many more may be claimed."""
        return self.most - len(self.ready) - self.starting

    @property
    def idle(self) -> bool:
        """Nothing claimed, nothing under way."""
        return not (self.ready or self.starting or self.calling)

    def wants(self) -> bool:
        """Is it time to claim more: half of what may be ahead is gone?"""
        return self.room * 2 >= self.most

    def add(self, claimed: Claimed) -> None:
        """Claimed; replies stand before chains, chains before broadcasts."""
        heapq.heappush(self.ready, claimed)

    def due(self, now: float, within: float, most: float = math.inf) -> list[Claimed]:
        """Take out those whose call may leave within so many seconds; they count as `starting`.

        `most` calls are under way at once; eight while the provider was not heard, one in an outage. None while the provider takes calls and answers none: what
        it does not answer becomes uncertain.
        """
        if now < self.silent_until or now >= self.held_until or self._hangs(now):
            return []
        most = min(most, self._most(now))
        taken: list[Claimed] = []
        passed: list[Claimed] = []
        while (
            self.ready
            and self.calling + self.starting < most
            and self.pace.next(now) + self.starting * self.pace.interval <= now + within
        ):
            claimed = heapq.heappop(self.ready)
            if self._is_early(claimed, now + within):
                passed.append(claimed)
                continue
            taken.append(claimed)
            self.starting += 1
        for claimed in passed:
            heapq.heappush(self.ready, claimed)
        return taken

    def calls(self, claimed: Claimed) -> int:
        """How many calls of the provider the delivery takes."""
        return self.traits.calls_a_file if "file" in claimed.content else 1

    def _sounds(self, claimed: Claimed) -> Pace | None:
        """The slower pace of sound and video, where the messenger has one and the delivery is of them."""
        kind = claimed.content.get("file", {}).get("kind")
        return self.sounds if kind in ("audio", "voice", "video") else None

    def _is_early(self, claimed: Claimed, until: float) -> bool:
        """Must it wait for its kind's own pace, while others may leave?"""
        slower = self._sounds(claimed)
        return slower is not None and slower.next(until) > until

    def next_due(self, now: float, within: float, most: float = math.inf) -> float | None:
        """When `due` will have something; None while nothing is ready, the channel is not ours or a call must end first."""
        if not self.ready or now >= self.held_until or self._hangs(now):
            return None
        if self.calling + self.starting >= min(most, self._most(now)):
            return None
        earliest = self.pace.next(now) + self.starting * self.pace.interval
        if self.sounds is not None and all(self._sounds(claimed) for claimed in self.ready):
            earliest = max(earliest, self.sounds.next(now))
        return max(earliest - within, self.silent_until)

    def leave(self, claimed: Claimed, now: float) -> float:
        """Its call begins: takes the slot of channel and chat; returns when it leaves."""
        self.starting -= 1
        self.calling += 1
        slot = self.pace.take(now, self.calls(claimed))
        if (slower := self._sounds(claimed)) is not None:
            slot = max(slot, slower.take(now))
        self.chats.note(claimed.chat, slot)
        if "file" not in claimed.content:  # uploads take their time
            self._flying[claimed.id] = slot
        return slot

    def land(self, claimed: Claimed, now: float, served: bool) -> None:
        """Its call ended; `served`: with an answer, be it a refusal."""
        self.calling -= 1
        self.heard = now if served else self.heard
        self._flying.pop(claimed.id, None)

    def _most(self, now: float) -> float:
        """How many calls may be under way."""
        if self.outage.is_on:
            return 1
        return math.inf if self.heard and now - self.heard < HEARD_SECONDS else UNHEARD

    def _hangs(self, now: float) -> bool:
        """Are texts under way, and has nothing been heard for long?"""
        oldest = next(iter(self._flying.values()), now)
        return now - max(oldest, self.heard) > HANGING_SECONDS

    def drop(self) -> list[Claimed]:
        """Give up what is ready."""
        dropped, self.ready = self.ready, []
        return dropped
