"""kill -9 of one kind of process of a running Shop."""

import contextlib
import os
import signal
from collections.abc import Iterable
from pathlib import Path

from tests.crash.shop import Shop, words

MARKS = {
    "lanes": "wepster.celery_lanes",
    "worker": "worker@%h",
    "web": "uvicorn",
    "valkey": "valkey-server",
    "postgres": "unix_socket_directories",
}
KINDS = (*MARKS, "everything")


def kill(shop: Shop, kind: str, alone: bool = False) -> None:
    """End it as a power cut does, or `alone`, without those it started, as the kernel does when memory is short.

    Valkey loses its file too; "everything" must be started anew (`shop.start()`).
    """
    if kind == "everything":
        supervisor = shop.process.pid if shop.process else 0
        # The supervisor last: its death asks its children to end in order, which a power cut does not.
        _end([*(_with_offspring(shop.processes()) - {supervisor}), supervisor])
        shop.kill()
        return
    marked = {pid for pid in shop.processes() if any(MARKS[kind] in word for word in words(pid))}
    parents = _parents()
    victims = {pid for pid in marked if parents.get(pid) not in marked}
    assert victims, f"no {kind} runs"
    _end(victims if alone else _with_offspring(victims))
    if kind == "valkey":
        shop.empty_valkey()


def _end(pids: Iterable[int]) -> None:
    for pid in pids:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def _with_offspring(pids: Iterable[int]) -> set[int]:
    """These processes and all that they started."""
    parents, found, grown = _parents(), set(pids), True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found


def _parents() -> dict[int, int]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                rest = (entry / "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if rest[0] != "Z":
                found[int(entry.name)] = int(rest[1])
    return found
