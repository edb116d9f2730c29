"""Keys of pages: small, ordered, safe to take from an address."""

import datetime

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


def write(at: datetime.datetime, *numbers: int) -> str:
    """A moment and whole numbers, as "1764000000000000.7"."""
    return ".".join(str(number) for number in ((at - EPOCH) // MICROSECOND, *numbers))


def read(key: str, numbers: int) -> tuple[datetime.datetime, *tuple[int, ...]] | None:
    """What `write` was given; None for anything else."""
    parts = key.split(".")
    if len(parts) != numbers + 1 or any(len(part) > 20 for part in parts):
        return None
    try:
        first, *rest = (int(part) for part in parts)
        return (EPOCH + first * MICROSECOND, *(min(max(number, -(2**62)), 2**62) for number in rest))
    except (ValueError, OverflowError):
        return None
