"""News of the inbox for «Мои проекты» (PRJ-1)."""

import datetime
from collections.abc import Iterable

from inbox.enums import Tab
from inbox.queries import counts
from inbox.queries.tab_sql import WAITING, places
from projects.enums import Right
from projects.models import Member
from projects.queries.news import News
from projects.scope import project_scope


def news(members: Iterable[Member], waiting: bool = True) -> dict[int, News]:
    """{project id: its News} for each member's own eyes; enters each project's scope itself."""
    found: dict[int, News] = {}
    for member in members:
        with project_scope(member.project_id):
            numbers = counts.of(member)
            found[member.project_id] = {"new": numbers.new or 0, "unread": numbers.unread}
            if waiting:
                found[member.project_id]["waiting"] = _longest(member)
    return found


def _longest(member: Member) -> datetime.datetime | None:
    """Since when the client waits who waits longest among the new."""
    first = places(member, Tab.NEW, None, "", 1, True, "") if member.may(Right.INBOX_NEW) else []
    return next((place.at for place in first if place.phase == WAITING), None)
