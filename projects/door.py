"""Marks of project pages, the first net under permissions (ARCHITECTURE §7.1).

A project view is called as `view(request, …)` with `request.project` and `request.member` set and the project's scope
active; `/p/<project>/…` is 404 to strangers and 403 ("no permission") without the right.
"""

import functools
import zoneinfo
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from common.door import View, mark, to_sign_in
from projects.enums import Right, Role
from projects.models import Member
from projects.scope import everywhere, project_scope


class ProjectRequest(HttpRequest):
    """What a project view is given."""

    project: Any
    member: Member


def enter(request: HttpRequest, project: int) -> Member:
    """The member row of the request's person in that project; raises Http404 for strangers and deleted projects."""
    with everywhere("door: which member is this person here"):
        member = (
            Member.objects.present()
            .select_related("project__account", "person")
            .filter(
                project_id=project,
                person_id=request.user.pk,
                project__deleted_at=None,
                project__service=False,
            )
            .first()
        )
    if member is None:
        raise Http404
    return member


def no_permission(request: HttpRequest, closed: str) -> HttpResponse:
    """The page "no permission": what is closed (a name of a right or role) and who can open it."""
    return TemplateResponse(
        request,
        "projects/no_permission.html",
        {"closed": closed, "administrators": administrators()},
        status=403,
    ).render()


def administrators() -> list[Member]:
    """Owner and administrators of the active project, who can open what is closed."""
    rows = Member.objects.present().filter(role__in=[Role.OWNER, Role.ADMINISTRATOR]).select_related("person")
    return list(rows.order_by("-role", "id")[:5])


def _guard(view: View, allowed: Any, kind: str, **facts: Any) -> View:
    @functools.wraps(view)
    def guarded(request: Any, project: int, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        member = enter(request, project)
        request.member, request.project = member, member.project
        if request.method in ("GET", "HEAD"):
            member.remembered = {}
        zone = zoneinfo.ZoneInfo(member.person.time_zone or member.project.time_zone)
        with project_scope(member.project_id), timezone.override(zone):
            closed = allowed(member)
            if closed:
                return no_permission(request, closed)
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and not response.is_rendered:
                response = response.render()
            return response

    return mark(guarded, kind, **facts)


def project_view(*rights: Right, any_of: bool = False) -> Any:
    """For members who have all `rights` (with `any_of` one of them); no rights: every member."""

    def decorate(view: View) -> View:
        def allowed(member: Member) -> str:
            missing = [right for right in rights if not member.may(right)]
            if not missing or (any_of and len(missing) < len(rights)):
                return ""
            return str(missing[0].label)

        return _guard(view, allowed, "project", rights=[right.value for right in rights], any_of=any_of)

    return decorate


def administrator_view(view: View) -> View:
    """For owner and administrators (project settings)."""
    return _guard(
        view, lambda m: "" if m.is_administrator else str(Role.ADMINISTRATOR.label), "administrator"
    )


def owner_view(view: View) -> View:
    """For the owner alone."""
    return _guard(view, lambda m: "" if m.role == Role.OWNER else str(Role.OWNER.label), "owner")
