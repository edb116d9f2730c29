"""`/readyz` answers in time whatever is stopped, even while all threads of pages wait for the database."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import requests

from tests.stack import Stack
from tests.waiting import until


def those(stack: Stack, word: bytes) -> list[int]:
    """Processes of the stack whose command begins so; children come before their parents."""
    found = []
    for pid in stack.processes():
        with suppress(OSError):
            line = (Path("/proc") / str(pid) / "cmdline").read_bytes()
            if word in line.split(b"\0")[0]:
                found.append(pid)
    return sorted(found)


@contextmanager
def stopped(pids: list[int]) -> Iterator[None]:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def ready(stack: Stack) -> tuple[int, dict[str, str], float]:
    began = time.monotonic()
    answer = requests.get(f"{stack.url}/readyz", timeout=20)
    return answer.status_code, answer.json(), time.monotonic() - began


@pytest.mark.parametrize(("word", "name"), [(b"postgres", "database"), (b"valkey-server", "redis")])
def test_it_says_no_in_time_and_yes_afterwards(stack: Stack, word: bytes, name: str) -> None:
    until(lambda: ready(stack)[0] == 200)
    pids = those(stack, word)
    assert pids
    with stopped(pids):
        waiting = [
            threading.Thread(target=requests.get, args=(f"{stack.url}/accounts/sign-in/",), daemon=True)
            for _ in range(24)
        ]
        for one in waiting:
            one.start()
        for _ in range(3):
            status, state, seconds = ready(stack)
            assert status == 503
            assert state[name] in ("hangs", "away")
            assert seconds < 1.5
        assert requests.get(f"{stack.url}/livez", timeout=1.5).status_code == 200
    until(lambda: ready(stack)[0] == 200)
    for one in waiting:
        one.join(30)
        assert not one.is_alive()
