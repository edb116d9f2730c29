"""The providers there are: a folder with a provider.py is one, a kind whose folder is missing is simply absent."""

import importlib
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

from sandbox.calls import Calls
from sandbox.faults import Faults
from sandbox.rates import Rates

if TYPE_CHECKING:
    from sandbox.world import World

KINDS = tuple(sorted(path.parent.name for path in Path(__file__).parent.glob("*/provider.py")))


class Provider(Protocol):
    """What everybody relies on; the rest is between a provider, its dispatch.py and its control.py."""

    faults: Faults
    rates: Rates
    calls: Calls

    def load(self, records: list[tuple[str, str, Any]]) -> None:
        """Put back what the state file holds of it, as (kind, key, value); others' records are in the list too."""

    def stop(self) -> None:
        """End what it does by itself; nothing is called after that."""


def part(kind: str, name: str) -> ModuleType:
    """A module of a provider: "provider" with make(world), "dispatch" with answer(provider, request, path), "control" with CALLS."""
    return importlib.import_module(f"sandbox.{kind}.{name}")


def made(world: "World") -> dict[str, Any]:
    """All providers anew, empty."""
    return {kind: part(kind, "provider").make(world) for kind in KINDS}
