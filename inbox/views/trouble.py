"""The banner of channels that do not work; the page asks for it when it hears of a change (CHN-10)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inbox.showing.trouble import trouble as find
from projects.door import ProjectRequest, project_view


@project_view()
@require_safe
def trouble(request: ProjectRequest) -> HttpResponse:
    """The banner alone, empty while all channels work."""
    return render(request, "inbox/_trouble.html", {"trouble": find(request.member)})
