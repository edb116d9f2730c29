"""News of the inbox for «Мои проекты» (PRJ-1)."""

from collections.abc import Iterable

from django.db.models import Min

from inbox import visibility
from inbox.enums import DialogState
from inbox.models import Chat
from inbox.queries import counts
from projects.enums import Right
from projects.models import Member
from projects.queries.news import News
from projects.scope import project_scope


def news(members: Iterable[Member]) -> dict[int, News]:
    """{project id: its News} for each member's own eyes; enters each project's scope itself."""
    found: dict[int, News] = {}
    for member in members:
        with project_scope(member.project_id):
            numbers = counts.of(member)
            waiting = None
            if member.may(Right.INBOX_NEW):
                rows = Chat.objects.filter(
                    state=DialogState.NEW, group__in=visibility.groups(member).values("pk")
                )
                waiting = rows.aggregate(since=Min("waiting_since"))["since"]
            found[member.project_id] = {"new": numbers.new or 0, "unread": numbers.unread, "waiting": waiting}
    return found
