"""What every page of the shell knows."""

from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from projects import navigation
from projects.models import Member
from projects.queries.mine import memberships
from projects.queries.news import news

OTHERS_KEPT = 15


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
    return news([member])[member.project_id].get("new", 0)


def _others(member: Member) -> int:
    """New dialogs in the person's other projects; counted at most once in 15 s, for it is asked by every page."""
    key = f"news:{member.person_id}:{member.project_id}"
    kept = cache.get(key)
    if kept is None:
        others = [other for other in memberships(member.person) if other.project_id != member.project_id]
        kept = sum(facts.get("new", 0) for facts in news(others).values())
        cache.set(key, kept, OTHERS_KEPT)
    return int(kept)
