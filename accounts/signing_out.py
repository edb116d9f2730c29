"""What else ends when a person's sessions end: upper floors register here (wepster/wiring.py)."""

from collections.abc import Callable
from typing import Any

_acts: list[Callable[[Any], None]] = []


def on_sessions_ended(act: Callable[[Any], None]) -> None:
    """Register `act(person)`: open sockets of the person must be told; runs in the transaction that ended the sessions."""
    if act not in _acts:
        _acts.append(act)


def sessions_ended(person: Any) -> None:
    """Tell everybody registered."""
    for act in _acts:
        act(person)
