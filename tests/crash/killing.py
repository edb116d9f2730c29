"""kill -9 of one kind of process of a running Shop."""

import os
import signal
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


def pids(shop: Shop, kind: str) -> set[int]:
    """Processes of a kind, with all that they started."""
    mark = MARKS[kind]
    found = {pid for pid in shop.processes() if any(mark in word for word in words(pid))}
    grown = True
    while grown:
        more = {pid for pid, parent in _parents().items() if parent in found} - found
        found |= more
        grown = bool(more)
    return found


def kill(shop: Shop, kind: str) -> None:
    """End it as a power cut does. Valkey loses its file too; everything is started anew by a person."""
    if kind == "everything":
        shop.kill()
        return
    victims = pids(shop, kind)
    assert victims, f"no {kind} runs"
    for pid in victims:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    if kind == "valkey":
        shop.empty_valkey()


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
