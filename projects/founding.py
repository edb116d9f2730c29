"""What a new project begins with: upper floors register makers here (wepster/wiring.py), found_project runs them."""

from collections.abc import Callable
from typing import Any

_makers: list[Callable[[Any], None]] = []


def on_founding(make: Callable[[Any], None]) -> None:
    """Register `make(project)`: it runs in the founding transaction, in the new project's scope, in order of calls."""
    if make not in _makers:
        _makers.append(make)


def makers() -> tuple[Callable[[Any], None], ...]:
    """Everything registered, in order."""
    return tuple(_makers)
