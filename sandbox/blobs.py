"""Bytes of files, kept on disk by their SHA-256, so that equal files are kept once and memory stays small."""

import hashlib
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path


class Incoming:
    """A file being received piece by piece; ``done()`` makes it a blob, ``drop()`` forgets it."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.NamedTemporaryFile(dir=folder, prefix="incoming-", delete=False)  # noqa: SIM115
        self._hash = hashlib.sha256()
        self._folder = folder
        self.size = 0
        self.head = b""

    def write(self, piece: bytes) -> None:
        """Add a piece; the first 64 KB stay at hand for recognising what it is."""
        if len(self.head) < 65536:
            self.head += piece[: 65536 - len(self.head)]
        self._hash.update(piece)
        self._file.write(piece)
        self.size += len(piece)

    def done(self) -> str:
        """Close and keep; returns the SHA-256 in hex, which is the blob's name."""
        self._file.close()
        name = self._hash.hexdigest()
        Path(self._file.name).replace(self._folder / name)
        return name

    def drop(self) -> None:
        """Close and forget."""
        self._file.close()
        Path(self._file.name).unlink(missing_ok=True)


class Blobs:
    """The folder of blobs: beside the state file, or a temporary one that ends with the process."""

    def __init__(self, folder: Path | None) -> None:
        self._temporary = folder is None
        self.folder = folder or Path(tempfile.mkdtemp(prefix="sandbox-"))
        self.folder.mkdir(parents=True, exist_ok=True)

    def incoming(self) -> Incoming:
        """Begin to receive a file."""
        return Incoming(self.folder)

    def keep(self, pieces: bytes | Iterable[bytes]) -> Incoming:
        """Keep bytes at hand; returns the finished Incoming with ``size`` and ``head``; its name is ``done()``'s."""
        incoming = self.incoming()
        for piece in (pieces,) if isinstance(pieces, bytes) else pieces:
            incoming.write(piece)
        return incoming

    def path(self, name: str) -> Path:
        """Where a blob lies."""
        return self.folder / name

    def clear(self) -> None:
        """Delete all blobs."""
        for path in self.folder.iterdir():
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """End: a temporary folder goes away."""
        if self._temporary:
            shutil.rmtree(self.folder, ignore_errors=True)
