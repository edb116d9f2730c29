"""What is new in whose projects (PRJ-1): the floors above count, the lists of projects show."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any, TypedDict

from projects.models import Member


class News(TypedDict, total=False):
    """`new` dialogs that the member may take, `unread` chats, `waiting` since when the longest waits."""

    new: int
    unread: int
    waiting: datetime.datetime | None


Count = Callable[[list[Member], bool], dict[int, News]]
_counts: list[Count] = []


def on_news(count: Count) -> None:
    """Register `count(members, waiting)`: {project id: News} for each member's own eyes; `waiting` may be left out when it is False.

    Called outside of any scope with members of several projects; it enters each project's scope itself.
    """
    if count not in _counts:
        _counts.append(count)


def news(members: Iterable[Member], waiting: bool = True) -> dict[int, News]:
    """The news of the members' projects, `waiting` among them when it is wanted; nothing where nobody counts yet."""
    listed = list(members)
    found: dict[int, Any] = {member.project_id: {"new": 0, "unread": 0, "waiting": None} for member in listed}
    for count in _counts:
        for project, facts in count(listed, waiting).items():
            found[project].update(facts)
    return found
