"""Names of files that strangers chose, made harmless: for disks, headers and eyes. Pure Python."""

import unicodedata
from pathlib import PurePosixPath

LONGEST = 150
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


def file_name(name: str) -> str:
    """`name` without folders, control and direction characters and dots at its ends; at most 150 characters, its extension kept.

    A name of which nothing is left is "".
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        " " if char in '<>:"|?*' else char for char in last if unicodedata.category(char) not in _UNSEEN
    )
    kept = " ".join(kept.split()).strip(". ")
    if kept.partition(".")[0].lower() in _DEVICES:
        kept = f"_{kept}"
    if len(kept) <= LONGEST:
        return kept
    extension = PurePosixPath(kept).suffix[:10]
    return kept[: LONGEST - len(extension)].rstrip() + extension


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
