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
    """One line of `bin/bench`."""

    name: str
    unit: str
    function: Function


MEASURES: dict[str, Measure] = {}


def measure(name: str, unit: str) -> Callable[[Function], Function]:
    """Register a function under a name of INTERFACES.md; the unit is of its value (s, ms, MB, 1/s)."""

    def register(function: Function) -> Function:
        if name in MEASURES:
            raise ValueError(f"There are two measures called {name}.")
        MEASURES[name] = Measure(name, unit, function)
        return function

    return register


def load() -> dict[str, Measure]:
    """All measures, in the order of their modules."""
    from . import measures

    for found in pkgutil.iter_modules(measures.__path__):
        importlib.import_module(f"{measures.__name__}.{found.name}")
    return MEASURES
