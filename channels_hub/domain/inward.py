"""The ingest lanes of this process: which channel is taken next (ARCHITECTURE §3, §11)."""

import asyncio
import logging
from collections.abc import Iterable

from channels_hub.domain import ingesting
from channels_hub.domain.desks import Desk

log = logging.getLogger(__name__)
PAUSE_AFTER_TROUBLE = 0.5


class Inward:
    """Channels with work stand in one line and take turns of one batch; one channel is never taken twice at once."""

    def __init__(self, desks: Iterable[Desk]) -> None:
        self._desks = list(desks)
        self._line: asyncio.Queue[int] = asyncio.Queue()
        self._standing: set[int] = set()
        self._taken: set[int] = set()
        self._again: set[int] = set()
        self._projects: dict[int, int] = {}

    def wake(self, channel: int, project: int | None = None) -> None:
        """The channel has receipts; `project` when the caller knows it."""
        if project is not None:
            self._projects[channel] = project
        if channel in self._taken:
            self._again.add(channel)
        elif channel not in self._standing:
            self._standing.add(channel)
            self._line.put_nowait(channel)

    async def run(self) -> None:
        """Work until cancelled."""
        await asyncio.gather(*(self._work(desk) for desk in self._desks))

    async def _work(self, desk: Desk) -> None:
        while True:
            channel = await self._line.get()
            self._standing.discard(channel)
            self._taken.add(channel)
            more = False
            try:
                more = await desk.do(self._turn, channel)
            except (
                Exception
            ) as error:  # the database is away, or a mistake of ours: the sweep brings the lane back
                log.warning("lane of channel %s stands: %s", channel, ingesting.where(error))
                await asyncio.sleep(PAUSE_AFTER_TROUBLE)
            finally:
                self._taken.discard(channel)
                if more or channel in self._again:
                    self._again.discard(channel)
                    self.wake(channel)

    def _turn(self, channel: int) -> bool:
        """One batch, in the desk's thread; True when there may be more."""
        project = self._projects.get(channel)
        if project is None:
            project = ingesting.project_of(channel)
            if project is None:
                return False
            self._projects[channel] = project
        return ingesting.ingest(project, channel) >= ingesting.BATCH
