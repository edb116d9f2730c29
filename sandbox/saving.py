"""State over restarts: changed records are written to one SQLite file, at most 0.25 s after the change.

Only what changed is written, in one transaction, so a flood costs little and a killed process leaves a whole file.
"""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

PAUSE = 0.25

Dump = Callable[[], Any]


class NoState:
    """Nothing is kept: the default."""

    def mark(self, kind: str, key: str, dump: Dump | None) -> None:
        """A record changed."""

    def load(self) -> list[tuple[str, str, Any]]:
        """Records as (kind, key, value)."""
        return []

    def clear(self) -> None:
        """Delete all records."""

    def close(self) -> None:
        """Write what is left."""


class State(NoState):
    """Records by (kind, key); a value is JSON."""

    def __init__(self, path: Path) -> None:
        import sqlite3

        path.parent.mkdir(parents=True, exist_ok=True)
        self._base = sqlite3.connect(path, isolation_level=None)
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=NORMAL")
        self._base.execute(
            "CREATE TABLE IF NOT EXISTS record (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key))"
        )
        self._changed: dict[tuple[str, str], Dump | None] = {}
        self._waiting: asyncio.TimerHandle | None = None

    def mark(self, kind: str, key: str, dump: Dump | None) -> None:
        """A record changed: ``dump()`` is called for its value when it is written; None deletes it."""
        self._changed[kind, key] = dump
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(PAUSE, self._write)

    def load(self) -> list[tuple[str, str, Any]]:
        """All records, in the order they were first written."""
        rows = self._base.execute("SELECT kind, key, value FROM record ORDER BY rowid")
        return [(kind, key, json.loads(value)) for kind, key, value in rows]

    def clear(self) -> None:
        """Delete all records."""
        self._changed.clear()
        self._base.execute("DELETE FROM record")

    def close(self) -> None:
        """Write what is left and close the file."""
        self._write()
        self._base.close()

    def _write(self) -> None:
        """Write all changes in one transaction."""
        self._waiting, changed, self._changed = None, self._changed, {}
        gone = [key for key, dump in changed.items() if dump is None]
        kept = [(*key, json.dumps(dump())) for key, dump in changed.items() if dump is not None]
        self._base.execute("BEGIN")
        self._base.executemany("DELETE FROM record WHERE kind = ? AND key = ?", gone)
        self._base.executemany(
            "INSERT INTO record VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", kept
        )
        self._base.execute("COMMIT")


def state(path: Path | None) -> NoState:
    """The state kept in a file, or nowhere."""
    return State(path) if path else NoState()
