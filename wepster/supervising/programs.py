"""Wepster's own processes, in the order they start (ARCHITECTURE §11)."""

import os
import signal
import tempfile
from collections.abc import Mapping

from .arguments import Arguments
from .folder import Folder
from .program import Program
from .repository import ROOT, python
from .voice import say


def sandbox(arguments: Arguments, folder: Folder, environment: Mapping[str, str]) -> Program:
    """The four providers, imitated."""
    port = str(arguments.sandbox_port)
    command = python("-m", "sandbox", "--port", port, "--state", str(folder.sandbox))
    return Program("sandbox", command, environment, str(ROOT))


def web(arguments: Arguments, environment: Mapping[str, str]) -> Program:
    """Intake, pages and sockets."""
    command = python(
        "-m", "uvicorn", "wepster.asgi:application", "--host", "127.0.0.1", "--port", str(arguments.port)
    )
    command += ["--ws", "websockets-sansio", "--lifespan", "auto", "--no-access-log"]
    command += ["--timeout-graceful-shutdown", "1", "--log-level", "warning"]
    if arguments.workers > 1:
        command += ["--workers", str(arguments.workers)]
    return Program("web", command, environment, str(ROOT), patience=2.5)


def celery(environment: Mapping[str, str], folder: Folder) -> list[Program]:
    """Lanes, worker and beat."""
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO"]
    lanes = python(
        "-m", "celery", "-A", "wepster.celery_lanes", "worker", "-n", "lanes@%h", "-P", "solo", "-Q", "lanes"
    )
    work = python("-m", "celery", "-A", "wepster", "worker", "-n", "worker@%h", *_pool())
    work += ["-Q", "bulk,media,notices,celery"]
    beat = python(
        "-m", "celery", "-A", "wepster.celery_beat", "beat", "-s", str(folder.run / "beat"), "--pidfile="
    )
    return [
        Program("lanes", lanes + quiet, environment, str(ROOT), patience=4.2, orphaned=signal.SIGQUIT),
        Program("worker", work + quiet, environment, str(ROOT), patience=3.0, orphaned=signal.SIGQUIT),
        Program("beat", [*beat, "--loglevel", "INFO"], environment, str(ROOT), patience=1.0),
    ]


def _pool() -> list[str]:
    """Two processes; threads where shared memory is missing, since prefork cannot start without it."""
    try:
        with tempfile.TemporaryFile(dir="/dev/shm"):
            pass
        if os.statvfs("/dev/shm").f_bavail:
            return ["-P", "prefork", "-c", "2"]
    except OSError:
        pass
    say("/dev/shm cannot be written: jobs run in threads, without a hard time limit", "worker")
    return ["-P", "threads", "-c", "4"]
