"""What every page of the shell knows."""

import time
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from projects import navigation
from projects.models import Member
from projects.queries.mine import memberships
from projects.queries.news import news

OTHERS_KEPT, MOST_KEPT = 15.0, 10_000
_kept: dict[tuple[int, int], tuple[float, int]] = {}


def shell(request: HttpRequest) -> dict[str, Any]:
    """`person`; inside a project also `project`, `member`, `nav`, `settings_nav`, `brand_css_url`, `other_projects_new`.

    What costs queries is counted when a template asks for it, so fragments cost nothing.
    """
    user = getattr(request, "user", None)
    facts: dict[str, Any] = {"person": user if user is not None and user.is_authenticated else None}
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return {**facts, "project": None, "member": None, "nav": []}
    return {
        **facts,
        "project": member.project,
        "member": member,
        "brand_css_url": member.project.brand_css_url,
        "nav": SimpleLazyObject(lambda: navigation.sections(member, request.path, _here(member))),
        "settings_nav": SimpleLazyObject(lambda: navigation.settings(member, request.path)),
        "other_projects_new": SimpleLazyObject(lambda: _others(member)),
    }


def _here(member: Member) -> int:
    """New dialogs in this project."""
    return news([member], waiting=False)[member.project_id].get("new", 0)


def _others(member: Member) -> int:
    """New dialogs in the person's other projects; counted at most once in 15 s, for it is asked by every page."""
    key, now = (member.person_id, member.project_id), time.monotonic()
    until, count = _kept.get(key, (0.0, 0))
    if until < now:
        others = [other for other in memberships(member.person) if other.project_id != member.project_id]
        count = sum(facts.get("new", 0) for facts in news(others, waiting=False).values())
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        _kept[key] = now + OTHERS_KEPT, count
    return count
