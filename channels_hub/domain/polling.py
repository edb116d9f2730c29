"""Receiving by asking, for a service that the provider cannot reach (CHN-3): the same receipts, the same lanes."""

import asyncio
import logging
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from channels_hub.domain import healing
from channels_hub.domain.desks import Desk
from channels_hub.domain.ingesting import where
from channels_hub.domain.storing import rows_of
from channels_hub.enums import Health, Intake
from channels_hub.messengers import errors, messenger
from channels_hub.messengers.vocabulary import Part, Parts
from channels_hub.models import Channel
from channels_hub.queries import leases, receipts
from channels_hub.queries.hooks import Hook
from common import wakes
from projects.scope import everywhere, project_scope

log = logging.getLogger(__name__)
ASK_SECONDS = 5
LEASE_SECONDS = 30.0
LOOK_EVERY = 1.0
TROUBLE_PAUSE = 3.0


@dataclass(frozen=True)
class Asked:
    """A channel to ask for: where it stands and with what token."""

    project: int
    channel: int
    kind: str
    token: str
    after: str


class Polling:
    """One task a channel that is received by asking; over processes only the one with the channel's lease asks."""

    def __init__(self, desk: Desk, holder: str) -> None:
        self._desk = desk
        self._holder = holder
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._clients: dict[str, Any] = {}

    async def run(self) -> None:
        """Work until cancelled."""
        try:
            while True:
                try:
                    for asked in await self._desk.do(mine, self._holder):
                        if asked.channel not in self._tasks:
                            task = asyncio.create_task(self._ask(asked))
                            self._tasks[asked.channel] = task
                            task.add_done_callback(partial(self._done, asked.channel))
                except Exception as error:
                    log.warning("channels to ask for cannot be listed: %s", where(error))
                await asyncio.sleep(LOOK_EVERY)
        finally:
            for task in self._tasks.values():
                task.cancel()
            for client in self._clients.values():
                await client.close()

    def _done(self, channel: int, task: asyncio.Task[None]) -> None:
        self._tasks.pop(channel, None)

    async def _ask(self, asked: Asked) -> None:
        """One question; the next look asks again."""
        package = messenger(asked.kind)
        if asked.kind not in self._clients:
            self._clients[asked.kind] = package.Client()
        try:
            parts = await package.updates(
                self._clients[asked.kind],
                asked.token,
                settings.PROVIDER_URLS[asked.kind],
                asked.after,
                ASK_SECONDS,
            )
            after = parts.after if isinstance(parts, Parts) else parts[-1].event if parts else asked.after
            if parts or after != asked.after:
                await self._desk.do(keep, asked, parts, after)
        except errors.BadCredentials as error:
            await self._desk.do(revoked, asked, error.text)
        except errors.SendError as error:
            log.warning("channel %s could not be asked for: %s", asked.channel, error.code)
            await asyncio.sleep(TROUBLE_PAUSE)
        except Exception as error:
            log.warning("channel %s could not be asked for: %s", asked.channel, where(error))
            await asyncio.sleep(TROUBLE_PAUSE)


def mine(holder: str) -> list[Asked]:
    """The channels to ask for that are ours now."""
    with (
        everywhere("poller: channels received by asking"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        rows = list(
            Channel.objects.filter(connected=True, intake=Intake.POLLING)
            .exclude(health=Health.TOKEN)
            .order_by("pk")
        )
        held = leases.take(cursor, "poll", [row.pk for row in rows], holder, LEASE_SECONDS) if rows else {}
    return [
        Asked(row.project_id, row.pk, row.kind, row.token, row.poll_after)
        for row in rows
        if held.get(row.pk, 1.0) <= 0
    ]


def keep(asked: Asked, parts: list[Part], after: str) -> None:
    """Store what came and from where to ask on, in one transaction; asking on tells the provider that we have it."""
    hook = Hook(asked.channel, asked.project, asked.kind, "", "")
    with project_scope(asked.project), transaction.atomic(), connection.cursor() as cursor:
        if parts:
            receipts.store(cursor, rows_of(hook, parts))
        Channel.objects.filter(pk=asked.channel).update(poll_after=after)
        wakes.wake(wakes.WAY_IN, asked.channel)


def revoked(asked: Asked, words: str) -> None:
    """The token stopped working."""
    with project_scope(asked.project), transaction.atomic():
        healing.redden(Channel.objects.get(pk=asked.channel), Health.TOKEN, words)
