"""The Range header, of which players ask one piece at a time (RFC 9110 §14)."""

import re

NOWHERE = (-1, -1)
_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte that `header` asks of `size` bytes; None: the whole; NOWHERE: outside (416).

    Several ranges at once, other units and nonsense are answered with the whole, as the standard allows.
    """
    match = _ONE.fullmatch(header.strip())
    if match is None or match[1] == match[2] == "":
        return None
    if match[1] == "":
        length = min(int(match[2]), size)
        return (size - length, size - 1) if length else NOWHERE
    first = int(match[1])
    last = min(int(match[2]), size - 1) if match[2] else size - 1
    if first >= size:
        return NOWHERE
    return (first, last) if first <= last else None
