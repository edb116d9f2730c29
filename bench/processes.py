"""The raw baselines as processes of their own: started, waited for, ended."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from wepster.supervising.repository import ROOT
from wepster.supervising.running import free_ports

from .measuring import CannotMeasure

STARTING = 20.0


@contextlib.contextmanager
def bare_server(module: str, environment: dict[str, str]) -> Iterator[int]:
    """The port of a bare ASGI application under the same server as ours, while it runs."""
    port = free_ports(1)
    words = ["uvicorn", f"{module}:application", "--port", str(port), "--ws", "websockets-sansio"]
    with child(*words, "--no-access-log", "--log-level", "error", environment=environment):
        until_it_answers(port)
        yield port


@contextlib.contextmanager
def child(module: str, *words: str, environment: dict[str, str] | None = None) -> Iterator[None]:
    """`python -m module …` from the repository's root while the block runs."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", module, *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        stdin=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until_it_answers(port: int) -> None:
    """Return when it answers anything at all. Raises CannotMeasure when it does not in time."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until:
        try:
            with urlopen(f"http://127.0.0.1:{port}/", data=b"", timeout=5):
                return
        except HTTPError:
            return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise CannotMeasure("A raw baseline did not start.")
