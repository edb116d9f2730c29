"""Which channel a webhook's address names, from a cache of a few seconds (ARCHITECTURE §3)."""

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg2

from channels_hub.queries.hooks import Hook, hook
from common.crypto import Undecryptable
from common.database import connect, is_gone

log = logging.getLogger(__name__)
FRESH = 5.0
ABSENT = 2.0
STALE = 120.0
MOST = 10_000


class HooksAway(Exception):
    """The database cannot be asked and nothing is remembered."""


class Hooks:
    """Channels by kind and key. One thread with one connection asks the database; many requests for one key ask once."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, Hook | None]] = {}
        self._asked: dict[str, asyncio.Future[Hook | None]] = {}
        self._thread = ThreadPoolExecutor(1, "intake-hooks")
        self._connection: Any = None

    async def find(self, kind: str, key: str) -> Hook | None:
        """The connected channel of that address; None when there is none. Raises HooksAway."""
        if not kind or not 8 <= len(key) <= 64 or not key.isascii() or not key.isprintable():
            return None
        known = self._known.get(key)
        if known is None or known[0] < time.monotonic():
            found = await self._ask(key)
        else:
            found = known[1]
        return found if found is not None and found.kind == kind else None

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=False)

    async def _ask(self, key: str) -> Hook | None:
        asked = self._asked.get(key)
        if asked is None:
            loop = asyncio.get_running_loop()
            asked = asyncio.ensure_future(loop.run_in_executor(self._thread, self._load, key))
            self._asked[key] = asked
            asked.add_done_callback(lambda _: self._asked.pop(key, None))
        try:
            found = await asyncio.shield(asked)
        except (psycopg2.Error, Undecryptable) as error:
            return self._remembered(key, error)
        self._remember(key, found)
        return found

    def _load(self, key: str) -> Hook | None:
        """In the thread. A connection that died while idle is made anew once."""
        fresh = self._connection is None
        try:
            return self._look(key)
        except psycopg2.Error as error:
            if not is_gone(error):
                raise
            self._connection = None
            if fresh:
                raise
            return self._look(key)

    def _look(self, key: str) -> Hook | None:
        if self._connection is None:
            self._connection = connect("intake hooks")
        with self._connection.cursor() as cursor:
            return hook(cursor, key)

    def _remember(self, key: str, found: Hook | None) -> None:
        if len(self._known) >= MOST:
            self._known = {old: entry for old, entry in self._known.items() if entry[1] is not None}
            if len(self._known) >= MOST:
                self._known.clear()
        self._known[key] = (time.monotonic() + (FRESH if found else ABSENT), found)

    def _remembered(self, key: str, error: Exception) -> Hook:
        """What was known up to two minutes ago, so that a short outage forges no 404."""
        log.warning("channels cannot be looked up: %s", type(error).__name__)
        until, found = self._known.get(key, (0.0, None))
        if found is None or until + STALE < time.monotonic():
            raise HooksAway from error
        return found
