"""The data folder of one running Wepster."""

import fcntl
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from .refusals import Refusal

SOCKET_PATH_LIMIT = 107
LONGEST_SOCKET = "pg/.s.PGSQL.5432"


@dataclass(frozen=True)
class Folder:
    """Where one Wepster keeps everything that is not in the repository."""

    root: Path

    @property
    def run(self) -> Path:
        """What matters only while it runs."""
        return self.root / "run"

    @property
    def log(self) -> Path:
        """One log a process."""
        return self.root / "log"

    @property
    def postgres(self) -> Path:
        """The database cluster."""
        return self.root / "pg"

    @property
    def valkey(self) -> Path:
        """Valkey's append-only file."""
        return self.root / "valkey"

    @property
    def media(self) -> Path:
        """Files of clients and operators."""
        return self.root / "media"

    @property
    def keys(self) -> Path:
        """The secrets made at the first start."""
        return self.root / "secret.keys"

    @property
    def environment(self) -> Path:
        """What the processes were started with, for `bin/manage`."""
        return self.run / "env.json"

    @property
    def sign_ins(self) -> Path:
        """What the demo printed when it was loaded."""
        return self.root / "demo.json"

    @property
    def sandbox(self) -> Path:
        """The sandbox's memory."""
        return self.root / "sandbox.json"


def open_folder(path: Path) -> Folder:
    """Make the folder and its parts, for this person's eyes only.

    Raises Refusal when it cannot be written.
    """
    folder = Folder(path.resolve())
    try:
        for part in (folder.root, folder.run, folder.log, folder.valkey, folder.media):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder.run / "writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Refusal(
            f"{folder.root} cannot be written ({error.strerror}): name another folder with --data."
        ) from None
    return folder


def hold(folder: Folder) -> IO[str]:
    """Keep the folder to this process; the lock ends with the process, however it ends.

    Raises Refusal when another process has it.
    """
    lock = open(folder.run / "lock", "a+", encoding="utf-8")  # noqa: SIM115 (held for life)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        owner = lock.read().strip()
        lock.close()
        raise Refusal(
            f"Wepster is already running in {folder.root}{f' (process {owner})' if owner else ''}: "
            "stop it, or name another folder with --data."
        ) from None
    lock.seek(0)
    lock.truncate()
    lock.write(f"{os.getpid()}\n")
    lock.flush()
    return lock


def socket_folder(folder: Folder) -> Path:
    """Where the sockets lie: in the folder, or in a short private one when its path is too long for a socket.

    Raises Refusal when the short one belongs to somebody else.
    """
    own = folder.run / "sockets"
    if len(os.fsencode(own / LONGEST_SOCKET)) <= SOCKET_PATH_LIMIT:
        own.mkdir(mode=0o700, exist_ok=True)
        return own
    name = f"wepster-{os.geteuid()}-{hashlib.sha256(os.fsencode(folder.root)).hexdigest()[:10]}"
    short = Path(os.environ.get("XDG_RUNTIME_DIR") or "/tmp", name)
    if len(os.fsencode(short / LONGEST_SOCKET)) > SOCKET_PATH_LIMIT:
        short = Path("/tmp", name)
    short.mkdir(mode=0o700, parents=True, exist_ok=True)
    seen = short.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.geteuid() or stat.S_IMODE(seen.st_mode) & 0o077:
        raise Refusal(
            f"{short} belongs to somebody else: remove it, or name a folder with a shorter path by --data."
        )
    return short
