"""The whole product as a person starts it: `bin/up` in a folder of its own, with the demo on the sandbox."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parent.parent
ENTRANCES = {
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "ENV_FILE",
    "WEPSTER_DATA",
    "DJANGO_SETTINGS_MODULE",
}


def free_ports() -> tuple[int, int]:
    """A web port, and a sandbox port whose next one (its mail) is free too."""
    while True:
        sockets = [socket.socket() for _ in range(2)]
        try:
            for one in sockets:
                one.bind(("127.0.0.1", 0))
            web, sandbox = (one.getsockname()[1] for one in sockets)
            with socket.socket() as mail:
                mail.bind(("127.0.0.1", sandbox + 1))
            return web, sandbox
        except OSError:
            continue
        finally:
            for one in sockets:
                one.close()


class Stack:
    """`with Stack() as stack:` starts everything; `url`, `sandbox`, `manage`, `control`, `kill`, `stop`."""

    def __init__(self, *flags: str) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="wep-"))
        self.data.chmod(0o755)
        self.port, self.sandbox_port = free_ports()
        self.flags = flags
        self.lines: list[str] = []
        self.ready_in = 0.0
        self.process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def sandbox(self) -> str:
        return f"http://127.0.0.1:{self.sandbox_port}"

    def __enter__(self) -> "Stack":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.data, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """Ours without what bin/test says of its own servers: this one starts its own."""
        kept = {name: value for name, value in os.environ.items() if name not in ENTRANCES}
        return kept | {"PYTHONUNBUFFERED": "1"}

    def start(self, patience: float = 240) -> None:
        """Start and wait for the line that says it is ready; raises AssertionError with what was said instead."""
        began = time.monotonic()
        ports = ["--port", str(self.port), "--sandbox-port", str(self.sandbox_port)]
        self.process = subprocess.Popen(
            [str(ROOT / "bin" / "up"), *ports, "--data", str(self.data), *self.flags],
            env=self.environment(),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        ready = threading.Event()
        threading.Thread(target=self._read, args=(self.process, ready), daemon=True).start()
        while not ready.wait(0.1):
            said = "\n".join(self.lines[-40:])
            assert self.process.poll() is None, f"bin/up ended with {self.process.returncode}:\n{said}"
            assert time.monotonic() - began < patience, f"not ready in {patience} s:\n{said}"
        self.ready_in = time.monotonic() - began

    def _read(self, process: "subprocess.Popen[str]", ready: threading.Event) -> None:
        assert process.stdout is not None
        for line in process.stdout:
            self.lines.append(line.rstrip())
            if re.search(r"Wepster is ready: http", line):
                ready.set()

    def stop(self) -> None:
        """Ctrl-C, and wait until it is over."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(30)
        self.process = None

    def processes(self) -> list[int]:
        """Ids of all that run with this data folder, the supervisor among them."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    words = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
                except OSError:
                    continue
                if str(self.data).encode() in words:
                    found.append(int(entry.name))
        return found

    def kill(self) -> None:
        """kill -9 of everything at once, as a power cut does."""
        for pid in self.processes():
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self.process is not None:
            self.process.wait(10)
            self.process = None

    def manage(self, *words: str) -> str:
        """`bin/manage …` against this data; its output. Raises CalledProcessError."""
        done = subprocess.run(
            [str(ROOT / "bin" / "manage"), *words],
            env=self.environment() | {"WEPSTER_DATA": str(self.data)},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def control(self, path: str, **fields: Any) -> Any:
        """POST to the sandbox's control interface."""
        answer = requests.post(f"{self.sandbox}/_control/{path}", json=fields, timeout=20)
        answer.raise_for_status()
        return answer.json()

    def seen(self, path: str, **fields: Any) -> Any:
        """GET from the sandbox's control interface."""
        answer = requests.get(f"{self.sandbox}/_control/{path}", params=fields, timeout=20)
        answer.raise_for_status()
        return answer.json()
