"""A `bin/up` started by a test or a measure, and what it can be asked."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

from .parent_death import die_with_parent
from .refusals import Refusal
from .repository import ROOT


def free_ports(count: int) -> int:
    """The first of `count` neighbouring ports that nobody listens on."""
    for first in range(20000 + os.getpid() % 10000, 32000, count):
        with contextlib.ExitStack() as held:
            try:
                for port in range(first, first + count):
                    probe = held.enter_context(socket.socket())
                    probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return first
    raise Refusal("No free ports.")


class Running:
    """One `bin/up` on ports of its own over the folder `data`; started by `start`, ended by `stop`."""

    def __init__(self, data: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        self.data = data
        self.port = free_ports(3)
        self.sandbox_port = self.port + 1
        self.lines: list[str] = []
        self._options = [*("--port", str(self.port)), *("--sandbox-port", str(self.sandbox_port)), *options]
        self._environment = environment
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        """Where the pages are."""
        return f"http://localhost:{self.port}"

    @property
    def sandbox_url(self) -> str:
        """Where the sandbox is."""
        return f"http://127.0.0.1:{self.sandbox_port}"

    @property
    def pid(self) -> int:
        """The supervisor's process."""
        assert self._process
        return self._process.pid

    def settings(self) -> dict[str, str]:
        """What its processes were started with."""
        return dict(json.loads((self.data / "run" / "env.json").read_text(encoding="utf-8")))

    def start(self, patience: float = 120.0) -> float:
        """Start and wait for the ready line. Returns the seconds it took; raises Refusal with what it said otherwise."""
        began = time.monotonic()
        inherited = {name: value for name, value in os.environ.items() if name not in TESTS_OWN}
        self.lines = []
        told = threading.Event()
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-P",
                "-m",
                "wepster.supervising",
                "up",
                "--data",
                str(self.data),
                *self._options,
            ],
            env={**inherited, "PYTHONPATH": str(ROOT), **(self._environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGTERM),
        )
        threading.Thread(target=_listen, args=(self._process, self.lines, told), daemon=True).start()
        if not told.wait(patience) or not any(READY in line for line in self.lines):
            self.stop()
            raise Refusal("bin/up did not become ready: " + " | ".join(self.lines[-5:]))
        return time.monotonic() - began

    def stop(self, number: signal.Signals = signal.SIGINT, patience: float = 20.0) -> int:
        """End it as a person would, and wait. Returns the exit code."""
        if self._process is None:
            return 0
        if self._process.poll() is None:
            self._process.send_signal(number)
        try:
            return self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise

    def manage(self, *words: str, patience: float = 300.0) -> str:
        """Run `bin/manage` on its data and return what it printed. Raises Refusal when it fails or takes longer."""
        try:
            done = subprocess.run(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "wepster.supervising",
                    "manage",
                    "--data",
                    str(self.data),
                    *words,
                ],
                env={**{n: v for n, v in os.environ.items() if n not in TESTS_OWN}, "PYTHONPATH": str(ROOT)},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
                timeout=patience,
            )
        except subprocess.TimeoutExpired:
            raise Refusal(f"manage.py {words[0]} took more than {patience:.0f} s.") from None
        if done.returncode:
            raise Refusal(f"manage.py {' '.join(words)} failed: {done.stderr.strip()[-500:]}")
        return done.stdout


def _listen(process: subprocess.Popen[str], lines: list[str], told: threading.Event) -> None:
    """Keep what it says; `told` when it is ready, or will never be."""
    assert process.stdout
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if READY in line:
            told.set()
    told.set()


READY = "Wepster is ready"
# Settings of the test run itself, which a Wepster beside it must not inherit.
TESTS_OWN = {
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SECRET_KEY",
    "FIELD_KEYS",
    "WEPSTER_DATA",
    "MEDIA_STORAGE",
}
