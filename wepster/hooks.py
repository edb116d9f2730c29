"""Which channel a webhook's address names, from a cache of a few seconds (ARCHITECTURE §3)."""

import asyncio
import logging
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg2

from channels_hub.queries.hooks import Hook, hook, hook_of
from common.crypto import Undecryptable
from common.database import connect, is_gone

log = logging.getLogger(__name__)
FRESH = 5.0
ABSENT = 2.0
STALE = 120.0
MOST = 10_000


Key = tuple[str, ...]  # of an address: (key,); of an account: (kind, account)


class HooksAway(Exception):
    """The database cannot be asked and nothing is remembered."""


class Hooks:
    """Channels by kind and key, or by account. One thread with one connection asks the database; many requests for one ask once."""

    def __init__(self) -> None:
        self._known: dict[Key, tuple[float, Hook | None]] = {}
        self._asked: dict[Key, asyncio.Future[Hook | None]] = {}
        self._thread = ThreadPoolExecutor(1, "intake-hooks")
        self._connection: Any = None

    async def find(self, kind: str, key: str, fresh: bool = False) -> Hook | None:
        """The connected channel of that address; None when there is none. `fresh`: as it is at this moment. Raises HooksAway."""
        if not kind or not 8 <= len(key) <= 64 or not key.isascii() or not key.isprintable():
            return None
        found = await self._find((key,), fresh)
        return found if found is not None and found.kind == kind else None

    async def find_account(self, kind: str, account: str) -> Hook | None:
        """The connected channel of that account; None when there is none. Raises HooksAway."""
        if not 0 < len(account) <= 128 or not account.isprintable():
            return None
        return await self._find((kind, account))

    async def _find(self, key: Key, fresh: bool = False) -> Hook | None:
        known = self._known.get(key)
        if fresh or known is None or known[0] < time.monotonic():
            return await self._ask(key)
        return known[1]

    def close(self) -> None:
        """End the thread."""
        self._thread.shutdown(wait=False)

    async def _ask(self, key: Key) -> Hook | None:
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

    def _load(self, key: Key) -> Hook | None:
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

    def _look(self, key: Key) -> Hook | None:
        if self._connection is None:
            self._connection = connect("intake hooks")
        with self._connection.cursor() as cursor:
            return hook(cursor, *key) if len(key) == 1 else hook_of(cursor, *key)

    def _remember(self, key: Key, found: Hook | None) -> None:
        if len(self._known) >= MOST:
            self._known = {old: entry for old, entry in self._known.items() if entry[1] is not None}
            if len(self._known) >= MOST:
                self._known.clear()
        self._known[key] = (time.monotonic() + (FRESH if found else ABSENT), found)

    def _remembered(self, key: Key, error: Exception) -> Hook:
        """What was known up to two minutes ago, so that a short outage forges no 404."""
        log.warning("channels cannot be looked up: %s", type(error).__name__)
        until, found = self._known.get(key, (0.0, None))
        if found is None or until + STALE < time.monotonic():
            raise HooksAway from error
        return found
