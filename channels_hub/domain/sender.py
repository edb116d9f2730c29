"""What the lanes process keeps in memory of one channel it sends for. No database, no network."""

import heapq
import math

from channels_hub.domain.pacing import SHARE, ChatPace, Pace
from channels_hub.messengers.vocabulary import Traits
from channels_hub.queries.deliveries import Claimed

AHEAD_SECONDS = 0.25


class Sender:
    """Claimed deliveries in their order, the pace, and since when nothing more is queued. Times are the loop's."""

    def __init__(self, channel: int, traits: Traits) -> None:
        self.channel = channel
        self.pace = Pace(traits.rate)
        self.chats = ChatPace(traits.chat_rate)
        self.most = max(1, math.ceil(traits.rate * SHARE * AHEAD_SECONDS))
        self.held_until = 0.0
        self.silent_until = 0.0
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

    def due(self, now: float, within: float) -> list[Claimed]:
        """Take out those whose call may leave within so many seconds; they count as `starting`."""
        if now < self.silent_until or now >= self.held_until:
            return []
        taken = []
        while self.ready and self.pace.next(now) + self.starting * self.pace.interval <= now + within:
            taken.append(heapq.heappop(self.ready))
            self.starting += 1
        return taken

    def next_due(self, now: float, within: float) -> float | None:
        """When `due` will have something; None while there is nothing ready or the channel is not ours."""
        if not self.ready or now >= self.held_until:
            return None
        return max(self.pace.next(now) + self.starting * self.pace.interval - within, self.silent_until)

    def leave(self, claimed: Claimed, now: float) -> float:
        """Its call begins: takes the slot of channel and chat; returns when it leaves."""
        self.starting -= 1
        self.calling += 1
        slot = self.pace.take(now)
        self.chats.note(claimed.chat, slot)
        return slot

    def drop(self) -> list[Claimed]:
        """Give up what is ready."""
        dropped, self.ready = self.ready, []
        return dropped
