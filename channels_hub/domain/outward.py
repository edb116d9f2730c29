"""The senders of this process: claim, begin, call, settle, each for all channels at once (ARCHITECTURE §4, §11).

    wake → _claim (a desk) → Sender.ready → _start (a desk: claimed → calling) → a task a call → _settle (a desk)

The three steps run beside each other and take all that waits in one transaction, so many channels cost as few.
"""

import asyncio
import contextlib
import logging
import math
import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from channels_hub.domain import claiming, sending, settling
from channels_hub.domain.claiming import Haul
from channels_hub.domain.desks import Desk
from channels_hub.domain.ingesting import where
from channels_hub.domain.sender import Sender
from channels_hub.domain.sending import Line, Opener
from channels_hub.domain.weighing import weigh
from channels_hub.enums import DeliveryState
from channels_hub.messengers import messenger
from channels_hub.models import Channel
from channels_hub.queries.deliveries import Claimed, Outcome, Standing

log = logging.getLogger(__name__)
AHEAD = 0.02
LOCKED_PAUSE = 0.05
TROUBLE_PAUSE = 0.5
LEASE_MARGIN = 0.3
SETTLE_AT_ONCE = 200
UNSETTLED = 400
CROWD = 1000
IN_A_CROWD = 4


class Outward:
    """`wake(channel)` when something was queued; `run()` until `close()`, which ends in order."""

    def __init__(self, claim: Desk, start: Desk, settle: Desk, opener: Opener) -> None:
        self.holder = str(uuid.uuid4())
        self._desks = {"claim": claim, "start": start, "settle": settle}
        self._opener = opener
        self._senders: dict[int, Sender] = {}
        self._kinds: dict[int, str] = {}
        self._clients: dict[str, Any] = {}
        self._active: dict[Sender, None] = {}
        self._hungry: dict[int, None] = {}
        self._claims = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._starts = asyncio.Event()
        self._outcomes: list[Outcome] = []
        self._settles = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    def wake(self, channel: int) -> None:
        """The channel may have something due."""
        sender = self._senders.get(channel)
        if sender is None or sender.wants():
            self._hungry[channel] = None
            self._claims.set()

    def idle(self) -> bool:
        """Nothing claimed, called or waiting to be settled."""
        return not self._outcomes and all(sender.idle for sender in self._senders.values())

    async def run(self) -> None:
        """Work until `close()`; raises what breaks a step for good."""
        await asyncio.gather(self._claim(), self._start(), self._settle())

    async def close(self, patience: float = 1.5) -> None:
        """End in order: claim no more, give claims back, wait a little for calls, settle them, give the leases back.

        What was called and did not answer in time becomes uncertain when its lease ends.
        """
        self._closing = True
        self._claims.set()
        self._starts.set()
        try:
            with contextlib.suppress(TimeoutError):  # what is just being claimed must be ours to give it back
                async with asyncio.timeout(patience), self._claiming:
                    pass
            for sender in list(self._senders.values()):
                await self._give_back(sender)
            if self._tasks:
                await asyncio.wait(self._tasks, timeout=patience)
            if self._outcomes:
                await self._desks["settle"].do(settling.settle, list(self._outcomes))
            await self._desks["claim"].do(claiming.resign, self.holder)
        except Exception as error:  # the leases end by themselves
            log.warning("senders did not end in order: %s", where(error))
        self._settles.set()
        for task in self._tasks:
            task.cancel()
        for client in self._clients.values():
            await client.close()

    # claim

    async def _claim(self) -> None:
        while not self._closing:
            await self._claims.wait()
            self._claims.clear()
            channels, self._hungry = list(self._hungry), {}
            try:
                async with self._claiming:
                    if channels and not self._closing:
                        await self._claim_for(channels)
            except Exception as error:
                log.warning("claims failed: %s", where(error))
                await asyncio.sleep(TROUBLE_PAUSE)

    async def _claim_for(self, channels: list[int]) -> None:
        loop = asyncio.get_running_loop()
        asked = loop.time()
        rooms: dict[int, int] = {}
        resting: dict[int, float] = {}
        owners: dict[int, int] = {}
        for channel in channels:
            sender = self._senders.get(channel)
            rooms[channel] = max(sender.room, 0) if sender else 1
            if sender:
                resting |= (mine := sender.chats.resting(asked))
                owners |= dict.fromkeys(mine, channel)
        haul = await self._desks["claim"].do(claiming.claim, self.holder, rooms, list(resting))
        await self._take(haul, channels, asked)
        for chat in haul.waiting:
            if chat in owners:
                loop.call_at(resting[chat], self.wake, owners[chat])

    async def _take(self, haul: Haul, channels: Sequence[int], asked: float) -> None:
        loop = asyncio.get_running_loop()
        found = {standing.channel: standing for standing in haul.standing}
        new = [standing.channel for standing in haul.standing if standing.channel not in self._senders]
        for standing in haul.standing:
            self._stand(standing, haul, asked)
        dropped = []
        for channel in channels:
            if channel not in found:  # another process has the row just now
                loop.call_later(LOCKED_PAUSE, self.wake, channel)
            elif channel not in haul.held and channel in self._senders:
                dropped += self._senders[channel].drop()
        now = loop.time()
        for claimed in haul.claimed:
            sender = self._senders[claimed.channel]
            if now < sender.silent_until:  # told to be silent while we claimed
                dropped.append(claimed)
                continue
            sender.add(claimed)
            self._active[sender] = None
        if haul.claimed:
            self._starts.set()
        for channel in new:  # the first claim was for one only
            if channel in haul.held:
                self.wake(channel)
        if dropped:
            await self._desks["start"].do(claiming.release, dropped)

    def _stand(self, standing: Standing, haul: Haul, asked: float) -> None:
        """Bring what we know of the channel up to date."""
        now = asyncio.get_running_loop().time()
        sender = self._senders.get(standing.channel)
        if sender is None:
            sender = self._senders[standing.channel] = Sender(
                standing.channel, messenger(standing.kind).TRAITS
            )
            self._kinds[standing.channel] = standing.kind
        if standing.token != sender.sealed:
            field: Any = Channel._meta.get_field("token")
            sender.sealed, sender.token = standing.token, field.from_db_value(standing.token, None, None)
        if asked >= sender.silence_known_at:
            sender.silent_until = now + standing.silent
        if standing.silent > 0:
            asyncio.get_running_loop().call_later(standing.silent + 0.005, self.wake, standing.channel)
        if standing.channel in haul.held:
            wait = haul.held[standing.channel]
            if wait > 0:
                sender.pace.hold(now + wait)
            sender.held_until = asked + claiming.LEASE_SECONDS - LEASE_MARGIN

    # begin

    async def _start(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._closing:
            now = loop.time()
            busy = [sender for sender in self._active if sender.ready]
            self._active = dict.fromkeys(busy)
            # No faster than outcomes can be written down: what is sent and not settled is what a crash makes uncertain.
            full = len(self._outcomes) >= UNSETTLED
            # Nor may hanging channels take so many connections that there are none for the others.
            most = IN_A_CROWD if len(self._tasks) >= CROWD else math.inf
            due = [] if full else [(sender, one) for sender in busy for one in sender.due(now, AHEAD, most)]
            if due:
                await self._begin(due)
                continue
            for sender in busy:
                if now >= sender.held_until:  # the lease ran out over a slow queue: take it again
                    self._hungry[sender.channel] = None
                    self._claims.set()
            coming = [] if full else [sender.next_due(now, AHEAD, most) for sender in busy]
            times = [at for at in coming if at is not None]
            self._starts.clear()
            try:
                async with asyncio.timeout(max(min(times) - now, 0.001) if times else 1.0):
                    await self._starts.wait()
            except TimeoutError:
                continue

    async def _begin(self, due: list[tuple[Sender, Claimed]]) -> None:
        """claimed → calling in one statement, then the calls leave at their slots."""
        try:
            ours = await self._desks["start"].do(
                claiming.start, [(claimed, sending.seconds(claimed)) for _, claimed in due]
            )
        except Exception as error:
            # Perhaps they are noted as calling, perhaps not; either way they do not leave.
            log.warning("calls could not begin: %s", where(error))
            for sender, _ in due:
                sender.starting -= 1
            await asyncio.sleep(TROUBLE_PAUSE)
            return
        for sender, claimed in due:
            if claimed.id not in ours:
                sender.starting -= 1
                continue
            slot = sender.leave(claimed, asyncio.get_running_loop().time())
            task = asyncio.create_task(self._call(sender, claimed, slot))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        for channel in {sender.channel for sender, _ in due}:
            self.wake(channel)

    # call

    async def _call(self, sender: Sender, claimed: Claimed, slot: float) -> None:
        loop = asyncio.get_running_loop()
        served = False
        try:
            pause = slot - loop.time()
            while pause > 0 or (pause := sender.pace.pause(loop.time(), slot, sender.calls(claimed))) > 0:
                await asyncio.sleep(pause)
                pause = 0.0
            if loop.time() < sender.silent_until:  # told to be silent while it waited for its slot
                outcome = sending.outcome(claimed, DeliveryState.QUEUED)
            else:
                doubt = sender.outage.is_on
                outcome = await sending.send(self._line(sender), claimed, self._opener, first_reach=doubt)
                served = not outcome.unserved and outcome.code not in sending.UNCALLED
                outcome = await self._weigh(sender, claimed, outcome, slot)
        finally:
            sender.land(claimed, loop.time(), served)
        if outcome.silence:
            sender.silent_until = max(sender.silent_until, loop.time() + outcome.silence)
            sender.silence_known_at = math.inf
        if outcome.silence or outcome.red:
            await self._give_back(sender)
        self._outcomes.append(outcome)
        self._settles.set()

    async def _weigh(self, sender: Sender, claimed: Claimed, outcome: Outcome, left: float) -> Outcome:
        """The outcome in the light of the channel's other calls; the end of an outage makes haste."""
        outage = sender.outage
        if outcome.unserved:
            pause = outage.failed(claimed.chat, left, asyncio.get_running_loop().time())
            return weigh(claimed, outcome, pause, alone=outage.is_of_one, counts=outage.failures == 1)
        if outcome.code not in sending.UNCALLED and outage.answered():
            try:
                await self._desks["start"].do(claiming.hasten, sender.channel)
            except Exception as error:  # they come when they are due
                log.warning("deliveries of channel %s wait on: %s", sender.channel, where(error))
        return outcome

    async def _give_back(self, sender: Sender) -> None:
        try:
            await self._desks["start"].do(claiming.release, sender.drop())
        except Exception as error:  # their lease ends by itself
            log.warning("claims of channel %s stay: %s", sender.channel, where(error))

    def _line(self, sender: Sender) -> Line:
        kind = self._kinds[sender.channel]
        package = messenger(kind)
        if kind not in self._clients:
            self._clients[kind] = package.Client()
        return Line(package, self._clients[kind], sender.token, settings.PROVIDER_URLS[kind])

    # settle

    async def _settle(self) -> None:
        while not self._closing:
            await self._settles.wait()
            self._settles.clear()
            outcomes = self._outcomes[:SETTLE_AT_ONCE]
            if not outcomes or self._closing:
                continue
            try:
                await self._desks["settle"].do(settling.settle, outcomes)
            except Exception as error:  # kept, so that nothing that was sent is forgotten
                log.warning("%d outcomes wait to be settled: %s", len(outcomes), where(error))
                await asyncio.sleep(TROUBLE_PAUSE)
                self._settles.set()
                continue
            del self._outcomes[: len(outcomes)]
            for one in outcomes:
                if one.silence:
                    self._senders[one.channel].silence_known_at = asyncio.get_running_loop().time()
            if self._outcomes:
                self._settles.set()
            self._starts.set()
            for channel in {one.channel for one in outcomes}:
                self.wake(channel)
