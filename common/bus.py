"""Who reacts to what (ARCHITECTURE §1.1): the list that wepster/wiring.py fills and projects.facts reads.

An event is a frozen dataclass of ids with at least `project: int`; `chat: int | None` gives the order of its reactions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reaction:
    """One listener: `name` is stored in Fact.pending and must never change its meaning.

    `work(event)` runs in the project's scope in a transaction of its own and may run again after a crash;
    `wanted(event)` is a cheap predicate on loaded data: a reaction is written down only when it says there is work.
    """

    name: str
    work: Callable[[Any], None]
    wanted: Callable[[Any], bool]


_reactions: dict[type, list[Reaction]] = {}
_kinds: dict[str, type] = {}


def react(
    kind: type, name: str, work: Callable[[Any], None], wanted: Callable[[Any], bool] = lambda _: True
) -> None:
    """Register a reaction to events of `kind`; the order of calls is the order of reactions.

    Raises ValueError when the name is taken for that kind.
    """
    _kinds[kind.__name__] = kind
    listed = _reactions.setdefault(kind, [])
    if any(reaction.name == name for reaction in listed):
        raise ValueError(f"{name} already reacts to {kind.__name__}")
    listed.append(Reaction(name, work, wanted))


def reactions(kind: type) -> tuple[Reaction, ...]:
    """Reactions to events of `kind`, in order."""
    return tuple(_reactions.get(kind, ()))


def kind_named(name: str) -> type:
    """The event class of that name; raises KeyError for one nobody reacts to any more."""
    return _kinds[name]
