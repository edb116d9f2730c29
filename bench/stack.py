"""The Wepsters that are measured."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wepster.supervising.running import Running

from .database import database
from .measuring import CannotMeasure

FILLING = 3_600.0
STARTING = 240.0
_LARGEST = "SELECT project_id, count(*) FROM audience_contact GROUP BY 1 ORDER BY 2 DESC LIMIT 1"
_ENTRIES = "SELECT count(*) FROM inbox_entry WHERE project_id = %s"


@dataclass(frozen=True)
class Filled:
    """A running Wepster with one large project of the demo's people."""

    running: Running
    project: int
    contacts: int
    entries: int


class Stack:
    """`running` is a throw-away `bin/up` with the demo, `filled` one with a large project: made when first asked for.

    `data` is a folder to take for `filled`; it is started, never removed. Without it a throw-away one is filled with
    `contacts` contacts and ten times as many entries.
    """

    def __init__(self, contacts: int = 60_000, data: Path | None = None) -> None:
        self._contacts = contacts
        self._data = data
        self._running: Running | None = None
        self._filled: Filled | None = None

    @property
    def running(self) -> Running:
        """The running Wepster."""
        if self._running is None:
            self._running = started(fresh_folder())
        return self._running

    @property
    def filled(self) -> Filled:
        """The large one."""
        if self._filled is None:
            running = started(self._data or fresh_folder())
            try:
                self._filled = self._look(running)
            except BaseException:
                self._end(running)
                raise
        return self._filled

    @contextlib.contextmanager
    def own(self, *options: str, environment: dict[str, str] | None = None) -> Iterator[Running]:
        """One more, with options of `bin/up` and settings of its own, gone after the block."""
        running = started(fresh_folder(), *options, environment=environment)
        try:
            yield running
        finally:
            self._end(running)

    def close(self) -> None:
        """End them and remove what was made here."""
        self.close_filled()
        if self._running:
            running, self._running = self._running, None
            self._end(running)

    def close_filled(self) -> None:
        """End the large one, so that it does not disturb."""
        if self._filled:
            filled, self._filled = self._filled, None
            self._end(filled.running)

    def _end(self, running: Running) -> None:
        try:
            running.stop()
        finally:
            if self._data is None or running.data != self._data:
                shutil.rmtree(running.data, ignore_errors=True)

    def _look(self, running: Running) -> Filled:
        """Find its largest project; fill one when nothing large is there."""
        project, contacts = _largest(running)
        if self._data is None:
            words = ("--contacts", str(self._contacts), "--entries", str(self._contacts * 10))
            running.manage("fill", "--project", str(project), *words, patience=FILLING)
            with database(running, 1_800) as connection, connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE")
            project, contacts = _largest(running)
        elif contacts < 1_000:
            raise CannotMeasure(f"{self._data} has no project with 1,000 contacts: fill it first.")
        with database(running, 600) as connection, connection.cursor() as cursor:
            cursor.execute(_ENTRIES, (project,))
            return Filled(running, project, contacts, cursor.fetchone()[0])


def started(folder: Path, *options: str, environment: dict[str, str] | None = None) -> Running:
    """A running Wepster in the folder."""
    running = Running(folder, *options, environment=environment)
    running.start(STARTING)
    return running


def fresh_folder() -> Path:
    """An empty data folder."""
    return Path(tempfile.mkdtemp(prefix="wepster-bench-"))


def _largest(running: Running) -> tuple[int, int]:
    with database(running, 600) as connection, connection.cursor() as cursor:
        cursor.execute(_LARGEST)
        row = cursor.fetchone()
    if row is None:
        raise CannotMeasure("The demo has no project.")
    return row[0], row[1]
