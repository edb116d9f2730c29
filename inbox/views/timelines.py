"""Pages of a timeline for scripts: what changed, what is older, what is newer (INB-22, INB-23)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from inbox.queries import timeline as timelines
from inbox.showing.lines import lines
from inbox.views import drawing
from projects.door import ProjectRequest, project_view


@project_view()
@require_safe
def timeline(request: ProjectRequest, chat: int) -> HttpResponse:
    """`?since=<rev>`: new and changed entries, head and foot; `?before=` or `?after=` a key: one page of entries."""
    since = request.GET.get("since", "")
    if since.isascii() and since.isdigit() and len(since) < 19:
        return drawing.draw_update(request, chat, int(since))
    page = timelines.page(
        request.member, chat, before=request.GET.get("before", ""), after=request.GET.get("after", "")
    )
    if page is None:
        raise Http404
    return render(request, "inbox/_entries.html", {"lines": lines(page), "page": page})
