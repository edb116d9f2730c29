"""`bin/backup [--data var] FILE`: everything that cannot be made again, while Wepster runs."""

import os
import subprocess
import tarfile
import tempfile
from pathlib import Path

from . import archive
from .binaries import postgres_binary
from .folder import Folder
from .managing import settings_of, split
from .postgres import plain_environment
from .refusals import Refusal
from .voice import say


def main(words: list[str]) -> int:
    """Raises Refusal when the database does not answer or the archive cannot be written."""
    data, rest = split(words)
    if len(rest) != 1:
        raise Refusal("Write bin/backup FILE.")
    target = Path(rest[0]).absolute()
    folder = Folder(data.resolve())
    if not folder.keys.exists():
        raise Refusal(f"There is nothing in {folder.root} yet.")
    settings = {**settings_of(folder), **os.environ}
    os.umask(0o077)
    draft = target.with_name(f".{target.name}.draft")
    try:
        with tempfile.TemporaryDirectory(prefix="wepster-backup-") as between:
            dump = Path(between) / archive.DATABASE
            _dump(settings.get("DATABASE_OWNER_URL") or settings["DATABASE_URL"], dump)
            with tarfile.open(draft, "w") as tar:
                tar.add(dump, archive.DATABASE)
                tar.add(folder.keys, archive.KEYS)
                if folder.media.exists():
                    tar.add(folder.media, archive.MEDIA)
        draft.replace(target)
    except OSError as error:
        raise Refusal(f"{target} cannot be written ({error.strerror}).") from None
    finally:
        draft.unlink(missing_ok=True)
    say(f"{target} has the database, the files and the keys: keep it as safe as a password.")
    return 0


def _dump(address: str, target: Path) -> None:
    command = [postgres_binary("pg_dump"), "--format=custom", f"--file={target}", f"--dbname={address}"]
    done = subprocess.run(command, env=plain_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        words = done.stderr.strip().splitlines() or ["no reason given"]
        raise Refusal(f"The database could not be copied: {words[-1]} (is bin/up running?)")
