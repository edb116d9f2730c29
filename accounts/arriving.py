"""What happens when a person sets a password of their own: what was handed over to them opens: upper floors register here."""

from collections.abc import Callable
from typing import Any

_acts: list[Callable[[Any], None]] = []


def on_arrival(act: Callable[[Any], None]) -> None:
    """Register `act(person)`: it runs in the transaction that set the own password."""
    if act not in _acts:
        _acts.append(act)


def arrived(person: Any) -> None:
    """Tell everybody registered."""
    for act in _acts:
        act(person)
