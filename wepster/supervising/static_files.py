"""Whether static files must be collected anew."""

import hashlib
from pathlib import Path

from .folder import Folder

COLLECTING = ("--noinput", "--verbosity=0")


def fingerprint(root: Path) -> str:
    """Changes when a static file of ours, or the lock of packages that bring theirs, changes."""
    seen = hashlib.sha256()
    files = [root / "requirements.txt", root / "wepster" / "settings.py"]
    for tree in [root / "static", *sorted(root.glob("*/static"))]:
        files += sorted(path for path in tree.rglob("*") if path.is_file())
    for path in files:
        if path.exists():
            about = path.stat()
            seen.update(f"{path.relative_to(root)} {about.st_size} {about.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def are_current(folder: Folder, mark: str) -> bool:
    """Whether the collected files are those of `mark`."""
    stamp = folder.run / "static.stamp"
    return (folder.root / "static").is_dir() and stamp.exists() and stamp.read_text() == mark


def remember(folder: Folder, mark: str) -> None:
    """Note what was collected."""
    (folder.run / "static.stamp").write_text(mark)
