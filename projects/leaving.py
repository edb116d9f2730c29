"""What must happen when a member leaves a project: upper floors register here (wepster/wiring.py)."""

from collections.abc import Callable
from typing import Any

_acts: list[Callable[[Any], None]] = []


def on_leaving(act: Callable[[Any], None]) -> None:
    """Register `act(member)`: it runs in the transaction of the removal, in the project's scope, after `left_at` is set.

    The inbox gives the member's open dialogs back to «Новые» here (TEAM-5).
    """
    if act not in _acts:
        _acts.append(act)


def acts() -> tuple[Callable[[Any], None], ...]:
    """Everything registered, in order."""
    return tuple(_acts)
