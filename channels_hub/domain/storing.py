"""Storing what webhooks bring: one thread, one connection, group commit (ARCHITECTURE §3). Answered means stored."""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import psycopg2

from channels_hub.messengers.vocabulary import Part
from channels_hub.queries import receipts
from channels_hub.queries.hooks import Hook
from channels_hub.queries.receipts import Row
from common import tally, wakes
from common.database import connect, is_gone
from common.text import storable

log = logging.getLogger(__name__)
BATCH = 200
BATCH_BYTES = 8 * 1024 * 1024
WAITING = 2_000
WAITING_BYTES = 48 * 1024 * 1024


@dataclass(frozen=True)
class Job:
    """The parts of one request; `done(stored)` is called from the thread after the commit (or the failure)."""

    rows: Sequence[Row]
    done: Callable[[bool], None]

    @property
    def size(self) -> int:
        """Bytes it keeps in memory."""
        return sum(len(row.body) for row in self.rows)


def rows_of(hook: Hook, parts: Sequence[Part]) -> list[Row]:
    """Parts as rows. Event ids that the column cannot hold are replaced by their hash, so they still dedupe."""
    rows = []
    for part in parts:
        event, peer = storable(part.event), storable(part.peer)[:128]
        if not event or len(event) > 200:
            event = synthetic(part.body if not event else event.encode())
        rows.append(Row(hook.project, hook.channel, event, peer, part.body))
    return rows


def synthetic(body: bytes) -> str:
    """The event id of a body that tells none: its hash, so that a repeat is stored once."""
    return f"body:{sha256(body).hexdigest()}"


class Writer:
    """Takes jobs from any thread; its own thread inserts all that wait in one transaction."""

    def __init__(self) -> None:
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._rows = self._bytes = 0
        self._connection: Any = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def put(self, job: Job) -> bool:
        """Queue a job; False when too much waits (the provider shall come again)."""
        with self._lock:
            if self._closed or self._rows >= WAITING or self._bytes >= WAITING_BYTES:
                return False
            self._rows += len(job.rows)
            self._bytes += job.size
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="intake-writer", daemon=True)
                self._thread.start()
        self._jobs.put(job)
        return True

    def close(self, patience: float = 5.0) -> None:
        """Store what waits and end."""
        with self._lock:
            self._closed, thread = True, self._thread
        if thread is not None:
            self._jobs.put(None)
            thread.join(patience)

    def _run(self) -> None:
        going = True
        while going:
            jobs, going = self._collect()
            if jobs:
                self._store(jobs)
        self._disconnect()

    def _collect(self) -> tuple[list[Job], bool]:
        """Wait for a job, then take all that came meanwhile; (jobs, go on)."""
        jobs: list[Job] = []
        rows = size = 0
        job = self._jobs.get()
        while job is not None:
            jobs.append(job)
            rows += len(job.rows)
            size += job.size
            if rows >= BATCH or size >= BATCH_BYTES:
                return jobs, True
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                return jobs, True
        return jobs, False

    def _store(self, jobs: list[Job]) -> None:
        stored = self._together(jobs)
        with self._lock:
            self._rows -= sum(len(job.rows) for job in jobs)
            self._bytes -= sum(job.size for job in jobs)
        for job, good in zip(jobs, stored, strict=True):
            job.done(good)
        kept = sum(len(job.rows) for job, good in zip(jobs, stored, strict=True) if good)
        tally.count("receipts_stored", by=kept)
        woken = {row.channel for job, good in zip(jobs, stored, strict=True) if good for row in job.rows}
        if woken:
            wakes.publish(wakes.WAY_IN, sorted(woken))

    def _together(self, jobs: list[Job]) -> list[bool]:
        """All in one transaction; when that fails for their content, each by itself."""
        try:
            self._insert([row for job in jobs for row in job.rows])
        except Exception as error:
            if self._is_gone(error):
                return [False] * len(jobs)
            log.warning("a batch of %d requests is stored one by one: %s", len(jobs), type(error).__name__)
            return [self._alone(job) for job in jobs]
        return [True] * len(jobs)

    def _alone(self, job: Job) -> bool:
        """Row by row; a row that the database refuses goes in under its body's hash, without its sender."""
        for row in job.rows:
            try:
                self._insert([row])
            except Exception as error:
                if self._is_gone(error):
                    return False
                log.warning("channel %s: an event id was refused: %s", row.channel, type(error).__name__)
                try:
                    self._insert([Row(row.project, row.channel, synthetic(row.body), "", row.body)])
                except Exception as again:
                    log.error("channel %s: a request was not stored: %s", row.channel, type(again).__name__)
                    return False
        return True

    def _insert(self, rows: list[Row]) -> None:
        """One statement, one commit. A connection that died while idle is made anew once."""
        first: dict[tuple[int, str], Row] = {}
        for row in rows:
            first.setdefault((row.channel, row.event), row)
        unique = list(first.values())
        fresh = self._connection is None
        try:
            self._execute(unique)
        except psycopg2.Error as error:
            if fresh or not self._is_gone(error):
                raise
            self._execute(unique)

    def _execute(self, rows: list[Row]) -> None:
        if self._connection is None:
            self._connection = connect("intake")
        with self._connection.cursor() as cursor:
            receipts.store(cursor, rows)

    def _is_gone(self, error: Exception) -> bool:
        """Is the database away (and not the data wrong)? Then the connection is dropped."""
        if not is_gone(error):
            return False
        self._disconnect()
        return True

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except psycopg2.Error:
                log.debug("the intake's connection was closed already")
