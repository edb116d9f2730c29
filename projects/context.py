"""What every page of the shell knows."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from projects import navigation
from projects.models import Member
from projects.queries.mine import memberships
from projects.queries.news import news


def shell(request: HttpRequest) -> dict[str, Any]:
    """`person`; inside a project also `project`, `member`, `nav`, `settings_nav`, `brand_css_url`, `other_projects_new`.

    What costs queries is counted when a template asks for it, so fragments cost nothing.
    """
    user = getattr(request, "user", None)
    facts: dict[str, Any] = {"person": user if user is not None and user.is_authenticated else None}
    member: Member | None = getattr(request, "member", None)
    if member is None:
        return {**facts, "project": None, "member": None, "nav": []}
    counted = SimpleLazyObject(lambda: _news(member))
    return {
        **facts,
        "project": member.project,
        "member": member,
        "brand_css_url": member.project.brand_css_url,
        "nav": SimpleLazyObject(lambda: navigation.sections(member, request.path, counted["here"])),
        "settings_nav": SimpleLazyObject(lambda: navigation.settings(member, request.path)),
        "other_projects_new": SimpleLazyObject(lambda: counted["others"]),
    }


def _news(member: Member) -> dict[str, int]:
    """New dialogs here and in the person's other projects."""
    counts = news(memberships(member.person))
    here = counts.get(member.project_id, {}).get("new", 0)
    return {"here": here, "others": sum(facts.get("new", 0) for facts in counts.values()) - here}
