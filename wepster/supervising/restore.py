"""`bin/restore [--data var] FILE`: an archive of `bin/backup` into a folder that is not used yet."""

import os
import shutil
import signal
import subprocess
import tarfile
import tempfile
import time
from pathlib import Path

from . import archive, postgres, services
from .binaries import postgres_binary
from .folder import Folder, hold, open_folder, socket_folder
from .managing import split
from .parent_death import die_with_parent
from .refusals import Refusal
from .voice import say


def main(words: list[str]) -> int:
    """Raises Refusal when the folder is in use or the archive is not one of ours."""
    data, rest = split(words)
    if len(rest) != 1:
        raise Refusal("Write bin/restore FILE.")
    if os.environ.get("DATABASE_URL"):
        raise Refusal("DATABASE_URL is set: put the archive's database.dump back with pg_restore.")
    os.umask(0o077)
    folder = open_folder(data)
    if folder.postgres.exists() or folder.keys.exists():
        raise Refusal(f"{folder.root} has data already: name an empty folder with --data.")
    with hold(folder), tempfile.TemporaryDirectory(prefix="wepster-restore-", dir=folder.root) as between:
        _unpack(Path(rest[0]), Path(between))
        _fill_database(folder, Path(between) / archive.DATABASE)
        if (Path(between) / archive.MEDIA).exists():
            folder.media.rmdir()
            (Path(between) / archive.MEDIA).rename(folder.media)
        # Last, so that a folder with keys is a whole one.
        (Path(between) / archive.KEYS).rename(folder.keys)
    say(f"{folder.root} is restored: start it with bin/up --data {folder.root}")
    return 0


def _unpack(source: Path, target: Path) -> None:
    try:
        with tarfile.open(source) as tar:
            for member in tar:
                _take(tar, member, target)
    except (OSError, tarfile.TarError) as error:
        raise Refusal(f"{source} cannot be read: {error}") from None
    if not (target / archive.DATABASE).exists() or not (target / archive.KEYS).exists():
        raise Refusal(f"{source} is no archive of bin/backup.")


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    """Plain files and folders below the target only. (tarfile's own filter is missing in Python 3.11.2.)"""
    path = (target / member.name).resolve()
    if not path.is_relative_to(target.resolve()) or not (member.isfile() or member.isdir()):
        raise Refusal(f"The archive holds {member.name!r}, which bin/backup never writes.")
    if member.isdir():
        path.mkdir(parents=True, exist_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    source = tar.extractfile(member)
    assert source
    with source, open(path, "wb") as written:
        shutil.copyfileobj(source, written)
    path.chmod(0o600)


def _fill_database(folder: Folder, dump: Path) -> None:
    sockets = socket_folder(folder)
    program = services.database(folder)
    with open(folder.log / "postgres.log", "ab") as log:
        server = subprocess.Popen(
            program.command,
            env=program.environment,
            cwd=program.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=die_with_parent(program.orphaned),
        )
    try:
        end = time.monotonic() + 60
        while not postgres.is_ready(sockets):
            if time.monotonic() > end or server.poll() is not None:
                raise Refusal(f"PostgreSQL did not start: see {folder.log / 'postgres.log'}.")
            time.sleep(0.1)
        postgres.prepare(sockets)
        owner = postgres.addresses(sockets)["DATABASE_OWNER_URL"]
        command = [
            postgres_binary("pg_restore"),
            "--exit-on-error",
            "--no-owner",
            f"--dbname={owner}",
            str(dump),
        ]
        done = subprocess.run(
            command, env=postgres.plain_environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            words = done.stderr.strip().splitlines() or ["no reason given"]
            raise Refusal(f"The database could not be put back: {words[-1]}")
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(10)
