"""A chat (INB-9, INB-23)."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from inbox.views import drawing
from projects.door import ProjectRequest, project_view


@project_view()
@require_safe
def chat(request: ProjectRequest, chat: int) -> HttpResponse:
    """The open chat; `?entry=` opens at that message, `?note=1` with the note's field, `?tab=` keeps the list."""
    return drawing.draw_chat(request, drawing.head_or_404(request, chat), note=request.GET.get("note") == "1")
