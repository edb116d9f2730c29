"""One member's profile and rights (TEAM-3, TEAM-4)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common import clock
from common.visitors import ip_of
from projects.domain import managing_team
from projects.domain.refusals import Refused
from projects.door import administrator_view
from projects.enums import Right, Role
from projects.models import Member
from projects.navigation import SECTIONS, built, opens
from projects.queries.outlines import groups
from projects.rights_words import CHAPTERS, WORDS


def _member(request: Any, member: int) -> Member:
    return get_object_or_404(Member.objects.present().select_related("person", "project"), pk=member)


def _chapters(member: Member) -> list[dict[str, Any]]:
    return [
        {
            "chapter": chapter,
            "switches": [{"words": words, "on": member.may(words.right)} for words in chapter.rights],
            "on": sum(member.may(words.right) for words in chapter.rights),
            "total": len(chapter.rights),
        }
        for chapter in CHAPTERS
    ]


def _facts(request: Any, member: Member, **more: Any) -> dict[str, Any]:
    off = [WORDS[Right(value)].short for value in member.denied] if member.role == Role.MANAGER else []
    managers = (
        Member.objects.present().filter(role=Role.MANAGER).exclude(pk=member.pk).select_related("person")
    )
    return {
        "who": member,
        "chapters": _chapters(member),
        "open_count": len(Right) - len(off),
        "total": len(Right),
        "closed": off,
        "rail": [section for section in SECTIONS if section.rights and opens(section, member)],
        "built": built,
        "groups": groups([member]).get(member.pk, []),
        "managers": list(managers.order_by("person__name", "pk")),
        "mine": member.pk == request.member.pk,
        "changeable": member.role != Role.OWNER and member.pk != request.member.pk,
        **more,
    }


@administrator_view
@require_safe
def profile(request: Any, member: int) -> HttpResponse:
    """Who the member is and what can be done about it."""
    return render(request, "projects/member.html", _facts(request, _member(request, member), tab="profile"))


@administrator_view
@require_safe
def rights(request: Any, member: int) -> HttpResponse:
    """The switches, and beside them what the person sees. Owner and administrators have none."""
    found = _member(request, member)
    if found.role != Role.MANAGER:
        return redirect("projects:member", request.project.pk, found.pk)
    return render(request, "projects/rights.html", _facts(request, found, tab="rights"))


def _changed(request: Any, member: Member) -> HttpResponse:
    if not request.htmx:
        return redirect("projects:rights", request.project.pk, member.pk)
    return render(request, "projects/_rights.html", _facts(request, member, saved_at=clock.now()))


def _refused(request: Any, member: Member, refusal: Refused) -> HttpResponse:
    messages.error(request, refusal.sentence)
    answer: HttpResponse = redirect("projects:member", request.project.pk, member.pk)
    if request.htmx:
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"
    return answer


@administrator_view
@require_POST
def right(request: Any, member: int, right: str) -> HttpResponse:
    """Switch one right (`on` is "1" or nothing); it is saved by itself and holds at once."""
    found = _member(request, member)
    try:
        found = managing_team.set_right(
            found, Right(right), request.POST.get("on") == "1", by=request.member, ip=ip_of(request)
        )
    except Refused as refusal:
        return _refused(request, found, refusal)
    return _changed(request, found)


@administrator_view
@require_POST
def all_rights(request: Any, member: int) -> HttpResponse:
    """Open everything."""
    found = _member(request, member)
    try:
        found = managing_team.open_all(found, by=request.member, ip=ip_of(request))
    except Refused as refusal:
        return _refused(request, found, refusal)
    return _changed(request, found)


@administrator_view
@require_POST
def rights_of(request: Any, member: int) -> HttpResponse:
    """Take the switches of another manager (`source`)."""
    found = _member(request, member)
    source = request.POST.get("source", "")
    model = _member(request, int(source) if source.isdecimal() and len(source) < 19 else 0)
    try:
        found = managing_team.copy_rights(found, model, by=request.member, ip=ip_of(request))
    except Refused as refusal:
        return _refused(request, found, refusal)
    return _changed(request, found)


@administrator_view
@require_POST
def role(request: Any, member: int) -> HttpResponse:
    """Make a manager an administrator or back."""
    found = _member(request, member)
    try:
        found = managing_team.change_role(
            found, request.POST.get("role", ""), by=request.member, ip=ip_of(request)
        )
    except Refused as refusal:
        return _refused(request, found, refusal)
    messages.success(
        request,
        _("%(name)s: role changed to “%(role)s”")
        % {"name": found.person.name, "role": found.get_role_display()},
    )
    return redirect("projects:member", request.project.pk, found.pk)


@administrator_view
@require_POST
def leaving(request: Any, member: int) -> HttpResponse:
    """Take the person out of the project."""
    found = _member(request, member)
    try:
        managing_team.remove(found, by=request.member, ip=ip_of(request))
    except Refused as refusal:
        return _refused(request, found, refusal)
    messages.success(
        request,
        _("%(name)s is out of the project. Open chats are back in “New”") % {"name": found.person.name},
    )
    return redirect("projects:team", request.project.pk)
