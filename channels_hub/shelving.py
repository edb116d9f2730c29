"""Where files lie: names of the project and a UUID, never the sender's words."""

import hashlib
import shutil
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

SCRATCH = "wepster-scratch-"
STALE_SECONDS = 6 * 3600


def put(project: int, content: bytes | Path) -> str:
    """Store bytes or a file and return the storage's name. It may be a network call: never inside a transaction.

    What could not be stored whole is taken away again. Raises OSError.
    """
    name = f"{project}/{uuid.uuid4().hex}"
    try:
        if isinstance(content, bytes):
            return default_storage.save(name, ContentFile(content))
        with content.open("rb") as file:
            return default_storage.save(name, File(file))
    except OSError:
        with suppress(OSError):
            drop(name)
        raise


def put_all(project: int, *contents: bytes | Path) -> list[str]:
    """Store all of them, or none. Raises OSError."""
    stored: list[str] = []
    try:
        stored.extend(put(project, content) for content in contents)
    except OSError:
        with suppress(OSError):
            drop(*stored)
        raise
    return stored


def drop(*names: str) -> None:
    """Remove what is no longer named by any row; what is gone already is no error."""
    for name in names:
        if name:
            default_storage.delete(name)


def digest(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def scratch() -> Iterator[Path]:
    """A temporary file's path; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=SCRATCH) as folder:
        yield Path(folder) / "file"


def sweep_scratch() -> int:
    """Remove temporary folders of processes that were killed hours ago; returns how many."""
    oldest = time.time() - STALE_SECONDS
    stale = [
        folder
        for folder in Path(tempfile.gettempdir()).glob(f"{SCRATCH}*")
        if folder.is_dir() and not folder.is_symlink() and folder.stat().st_mtime < oldest
    ]
    for folder in stale:
        shutil.rmtree(folder, ignore_errors=True)
    return len(stale)
