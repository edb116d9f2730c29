"""Tenancy, the second net (ARCHITECTURE §7.2): every query of a project-owned table needs an active project.

Without one it raises; a row of another project does not exist. `everywhere(reason)` is the only way out, and a test
holds the list of its uses.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_scope: ContextVar[object] = ContextVar("project_scope", default=None)
EVERY_PROJECT = object()


class ScopeMissing(RuntimeError):
    """A project-owned table was asked with no project active, or a row of another project was written."""


@contextmanager
def project_scope(project_id: int) -> Iterator[None]:
    """Queries inside see the rows of this project alone."""
    token = _scope.set(int(project_id))
    try:
        yield
    finally:
        _scope.reset(token)


@contextmanager
def everywhere(reason: str) -> Iterator[None]:
    """Queries inside see all projects; they return (project, id) and the work enters that project's scope.

    `reason` is a short phrase, listed in tests/projects/test_everywhere.py.
    """
    token = _scope.set(EVERY_PROJECT)
    try:
        yield
    finally:
        _scope.reset(token)


def active_project() -> Any:
    """The active project's id, or EVERY_PROJECT; raises ScopeMissing when there is none."""
    project_id = _scope.get()
    if project_id is None:
        raise ScopeMissing("no project is active here")
    return project_id
