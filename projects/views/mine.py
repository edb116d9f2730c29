"""«Мои проекты» and a new one (PRJ-1, ACC-5)."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from common import clock
from common.colour import brand_rules
from common.door import account_view
from common.visitors import ip_of
from projects.domain.founding import found_project
from projects.domain.refusals import Refused
from projects.enums import Role
from projects.forms.projects import NewProject
from projects.models import Member
from projects.queries.mine import faces, memberships
from projects.queries.news import news
from projects.queries.outlines import kinds
from projects.queries.steps import checklist
from projects.scope import project_scope


def _brands(listed: list[Member]) -> str:
    return "".join(f'[data-brand="{m.project_id}"] {{ {brand_rules(m.project.colour)} }}\n' for m in listed)


@account_view
@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """The cards; who has none begins by founding one."""
    listed = memberships(request.user)
    if not listed:
        return redirect("projects:new")
    ids = [member.project_id for member in listed]
    counts, people, messengers, now = news(listed), faces(ids), kinds(ids), clock.now()
    cards = [
        {
            "member": member,
            "project": member.project,
            "news": counts[member.project_id],
            "waits": (now - since) if (since := counts[member.project_id].get("waiting")) else None,
            "kinds": messengers.get(member.project_id, []),
            "faces": people.get(member.project_id, []),
        }
        for member in listed
    ]
    version = hashlib.sha256(_brands(listed).encode()).hexdigest()[:12]
    facts: dict[str, Any] = {"cards": cards, "brands_url": f"{reverse('projects:brands_css')}?v={version}"}
    return render(request, "projects/list.html", {**facts, **_first_steps(listed)})


def _first_steps(listed: list[Member]) -> dict[str, Any]:
    """The checklist of the youngest project that the person owns and has not set up yet."""
    own = sorted((m for m in listed if m.role == Role.OWNER), key=lambda m: m.project_id, reverse=True)
    for member in own[:3]:
        with project_scope(member.project_id):
            steps = checklist(member)
        if not steps.finished:
            return {"steps": steps, "steps_project": member.project}
    return {}


@account_view
@require_safe
def brands_css(request: HttpRequest) -> HttpResponse:
    """The colours of the person's own projects, for the cards."""
    answer = HttpResponse(_brands(memberships(request.user)), content_type="text/css; charset=utf-8")
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


@account_view
@require_http_methods(["GET", "POST"])
def new_project(request: HttpRequest) -> HttpResponse:
    """One field, one button."""
    form = NewProject(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person: Any = request.user
        try:
            project = found_project(person, form.cleaned_data["name"], ip=ip_of(request))
            return redirect("projects:start", project.pk)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    facts = {"form": form, "first": not memberships(request.user)}
    return render(request, "projects/new.html", facts, status=422 if request.method == "POST" else 200)
