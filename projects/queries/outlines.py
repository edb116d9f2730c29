"""What upper floors know of projects and members at a glance: messengers, groups, first steps."""

from collections.abc import Callable
from typing import Any

Kinds = Callable[[list[int]], dict[int, list[str]]]
Groups = Callable[[list[Any]], dict[int, list[str]]]
Step = Callable[[Any], bool]

_kinds: list[Kinds] = []
_groups: list[Groups] = []
_steps: dict[str, Step] = {}


def on_kinds(find: Kinds) -> None:
    """Register `find(project ids)`: {project id: kinds of its connected channels, in order}."""
    _kinds[:] = [find]


def kinds(projects: list[int]) -> dict[int, list[str]]:
    """Kinds of the connected channels of each project."""
    return _kinds[0](projects) if _kinds else {}


def on_groups(find: Groups) -> None:
    """Register `find(members)`: {member id: names of the groups}, in the active project's scope."""
    _groups[:] = [find]


def groups(members: list[Any]) -> dict[int, list[str]]:
    """Names of the groups of each member."""
    return _groups[0](members) if _groups else {}


def on_step(key: str, done: Step) -> None:
    """Register the first step `key` (channel, widget, greeting): `done(project)` in its scope."""
    _steps[key] = done


def steps_done(project: Any) -> dict[str, bool]:
    """The registered steps of the active project and whether they are done."""
    return {key: done(project) for key, done in _steps.items()}
