"""The provider's events as JSON bodies: what it stores for the lanes, and `parse` reads again.

Each names its own id, who the visitor is and when it was, in milliseconds.
"""

import json
from collections.abc import Sequence
from typing import Any


def said(
    event: str,
    visitor: dict[str, str],
    at: int,
    number: int,
    text: str,
    files: Sequence[dict[str, Any]] = (),
    *,
    reply_to: int = 0,
    start: str | None = None,
) -> bytes:
    """A line of the visitor. `files` have upload, kind and what is known of name, mime, size, width, height.

    `start`: the chat begins with it; its text is what the address carried ("" for nothing).
    """
    line: dict[str, Any] = {"number": number, "text": text, "files": list(files)}
    if reply_to:
        line["reply_to"] = reply_to
    if start is not None:
        line["start"] = start
    return _body(event, visitor, at, line=line)


def pressed(event: str, visitor: dict[str, str], at: int, number: int, data: str) -> bytes:
    """A press of a button of our line `number`."""
    return _body(event, visitor, at, press={"number": number, "data": data})


def seen(event: str, visitor: dict[str, str], at: int, state: str, numbers: Sequence[int]) -> bytes:
    """Our lines came to the visitor's page ("delivered"), or were looked at ("read")."""
    return _body(event, visitor, at, seen={"state": state, "numbers": list(numbers)})


def _body(event: str, visitor: dict[str, str], at: int, **what: Any) -> bytes:
    plain = {"event": event, "visitor": visitor, "at": at, **what}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
