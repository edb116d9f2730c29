"""Taking, taking over, closing, reading: one act a view. Scripts get the change, plain forms are sent back to the page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from inbox.domain import closing as domain_closing
from inbox.domain import reading as domain_reading
from inbox.domain import taking as domain_taking
from inbox.domain import taking_over as domain_taking_over
from inbox.domain.refusals import Refused
from inbox.views import drawing
from projects.door import ProjectRequest, project_view


def _act(request: ProjectRequest, chat: int, act: Callable[..., Any]) -> HttpResponse:
    drawing.head_or_404(request, chat)
    try:
        act(request.member, chat)
    except Refused as no:
        return drawing.refused(request, chat, no)
    if drawing.scripted(request):
        return drawing.draw_update(request, chat, drawing.known_rev(request))
    return redirect(drawing.chat_url(request, chat))


@project_view()
@require_POST
def taking(request: ProjectRequest, chat: int) -> HttpResponse:
    """«Взять чат» (INB-7)."""
    return _act(request, chat, domain_taking.take)


@project_view()
@require_POST
def taking_over(request: ProjectRequest, chat: int) -> HttpResponse:
    """«Взять чат себе» (INB-19)."""
    return _act(request, chat, domain_taking_over.take_over)


@project_view()
@require_POST
def closing(request: ProjectRequest, chat: int) -> HttpResponse:
    """«Готово» (INB-9)."""
    return _act(request, chat, domain_closing.close)


@project_view()
@require_POST
def reading(request: ProjectRequest, chat: int) -> HttpResponse:
    """The page showed the chat up to `rev`."""
    domain_reading.read(request.member, chat, drawing.known_rev(request))
    return HttpResponse(status=204)
