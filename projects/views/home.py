"""Where work in a project begins, and its first steps (ACC-5)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from projects.door import administrator_view, project_view
from projects.navigation import first_path
from projects.queries.steps import checklist


@project_view()
@require_safe
def home(request: Any) -> HttpResponse:
    """The bare address of a project: to the first section that opens to the member."""
    return redirect(first_path(request.member))


@administrator_view
@require_safe
def start(request: Any) -> HttpResponse:
    """The checklist."""
    return render(request, "projects/start.html", {"steps": checklist(request.member)})
