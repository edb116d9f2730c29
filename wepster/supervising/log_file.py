"""A log that does not grow for ever."""

from pathlib import Path
from typing import IO


class LogFile:
    """Appends bytes; at `limit` bytes the file becomes `.1`, `.1` becomes `.2`, and so on up to `kept`."""

    def __init__(self, path: Path, limit: int = 5_000_000, kept: int = 3) -> None:
        self.path = path
        self.limit = limit
        self.kept = kept
        self._file: IO[bytes] = open(path, "ab")  # noqa: SIM115 (open as long as its process)
        self._size = self._file.tell()

    def write(self, data: bytes) -> None:
        """Append; a full disk is not a reason to fall."""
        try:
            if self._size + len(data) > self.limit and self._size:
                self._turn()
            self._file.write(data)
            self._file.flush()
            self._size += len(data)
        except OSError:
            pass

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _turn(self) -> None:
        self._file.close()
        for number in range(self.kept - 1, 0, -1):
            older = self.path.with_name(f"{self.path.name}.{number}")
            if older.exists():
                older.replace(self.path.with_name(f"{self.path.name}.{number + 1}"))
        self.path.replace(self.path.with_name(f"{self.path.name}.1"))
        self._file = open(self.path, "ab")  # noqa: SIM115
        self._size = 0
