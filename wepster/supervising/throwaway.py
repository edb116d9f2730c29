"""PostgreSQL and Valkey for tests: made in a moment, forgotten at the end."""

import contextlib
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from . import postgres, valkey
from .folder import open_folder, socket_folder
from .os_user import postgres_user
from .parent_death import die_with_parent
from .refusals import Refusal


@contextlib.contextmanager
def throwaway_services() -> Iterator[dict[str, str]]:
    """Gives DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL and WEPSTER_DATA; everything is gone after the block."""
    root = Path(tempfile.mkdtemp(prefix="wepster-test-"))
    started: list[tuple[subprocess.Popen[bytes], signal.Signals]] = []
    try:
        folder = open_folder(root)
        sockets = socket_folder(folder)
        user = postgres_user()
        postgres.initialise(folder.postgres, user)
        command = postgres.command(folder.postgres, sockets, user, forgetful=True)
        started.append((_start(command, folder.log / "postgres.log"), signal.SIGQUIT))
        command = valkey.command(folder.valkey, sockets, forgetful=True)
        started.append((_start(command, folder.log / "valkey.log"), signal.SIGKILL))
        _until(lambda: postgres.is_ready(sockets), "PostgreSQL", folder.log / "postgres.log")
        postgres.prepare(sockets, forgetful=True)
        _until(lambda: valkey.is_ready(sockets), "Valkey", folder.log / "valkey.log")
        yield {
            **postgres.addresses(sockets),
            "REDIS_URL": valkey.address(sockets),
            "WEPSTER_DATA": str(folder.root),
        }
    finally:
        for process, number in started:
            process.send_signal(number)
        for process, _ in started:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait()
        shutil.rmtree(root, ignore_errors=True)


def _start(command: list[str], log: Path) -> subprocess.Popen[bytes]:
    with open(log, "ab") as written:
        return subprocess.Popen(
            command,
            env=postgres.plain_environment(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            start_new_session=True,
            preexec_fn=die_with_parent(signal.SIGQUIT),
        )


def _until(holds: Callable[[], bool], name: str, log: Path, patience: float = 60.0) -> None:
    end = time.monotonic() + patience
    while not holds():
        if time.monotonic() > end:
            words = log.read_text(errors="replace").strip().splitlines()
            raise Refusal(f"{name} did not start: {words[-1] if words else 'it says nothing'}")
        time.sleep(0.05)
