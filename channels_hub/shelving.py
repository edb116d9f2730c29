"""Where files lie: names of the project and a UUID, never the sender's words."""

import hashlib
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage


def put(project: int, content: bytes | Path) -> str:
    """Store bytes or a file and return the storage's name. It may be a network call: never inside a transaction."""
    name = f"{project}/{uuid.uuid4().hex}"
    if isinstance(content, bytes):
        return default_storage.save(name, ContentFile(content))
    with content.open("rb") as file:
        return default_storage.save(name, File(file))


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
    with tempfile.TemporaryDirectory(prefix="wepster-") as folder:
        yield Path(folder) / "file"
