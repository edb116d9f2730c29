"""Counts on the tabs (INB-1), true and shared: one query a project, not one a member (ARCHITECTURE §8)."""

from dataclasses import dataclass

from projects.models import Member


@dataclass(frozen=True)
class Counts:
    """None for a tab without the right. `mine` = `responsible` + `added`. `unread`: chats of Mine with something new."""

    new: int | None
    mine: int | None
    others: int | None
    responsible: int
    added: int
    unread: int


@dataclass(frozen=True)
class Shared:
    """What all members' counts are made of: open dialogs by (group, state, responsible) and by (group, added member)."""

    open: dict[tuple[int, str, int | None], int]
    added: dict[tuple[int, int], int]


def shared() -> Shared:
    """The active project's open dialogs, counted: two queries whatever the team's size; load once for many members."""
    raise NotImplementedError


def of(member: Member, whole: Shared | None = None) -> Counts:
    """The member's counts; `whole` saves the shared queries."""
    raise NotImplementedError
