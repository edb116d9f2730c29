"""The measures by name."""

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .measuring import Result
    from .stack import Stack

Function = Callable[["Stack"], "Result"]


@dataclass(frozen=True)
class Measure:
    """One line of `bin/bench`. `sized`: it asks the filled Wepster, whose size can be chosen."""

    name: str
    unit: str
    function: Function
    sized: bool = False


MEASURES: dict[str, Measure] = {}


def measure(name: str, unit: str, sized: bool = False) -> Callable[[Function], Function]:
    """Register a function under a name of INTERFACES.md; the unit is of its value (s, ms, MB, 1/s)."""

    def register(function: Function) -> Function:
        if name in MEASURES:
            raise ValueError(f"There are two measures called {name}.")
        MEASURES[name] = Measure(name, unit, function, sized)
        return function

    return register


def load() -> dict[str, Measure]:
    """All measures: those of the filled Wepster first, then in the order of their modules."""
    from . import measures

    for found in pkgutil.iter_modules(measures.__path__):
        importlib.import_module(f"{measures.__name__}.{found.name}")
    return dict(sorted(MEASURES.items(), key=lambda item: not item[1].sized))
