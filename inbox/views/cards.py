"""The contact card as a pane of its own address; what is in it comes from the audience."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from inbox.views import drawing
from projects.door import ProjectRequest, project_view


@project_view()
@require_safe
def card(request: ProjectRequest, chat: int) -> HttpResponse:
    """The chat with its card on top."""
    return drawing.draw_chat(request, drawing.head_or_404(request, chat), pane="card")
