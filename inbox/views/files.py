"""A file's lasting address inside the project: leads to a fresh link on the files host, which lives for minutes only."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_POST, require_safe

from channels_hub.domain.fetching import again
from channels_hub.models import MediaFile
from channels_hub.queries.files import staff_link
from inbox import visibility
from inbox.views import drawing
from projects.door import ProjectRequest, project_view

KEPT = 120


@project_view()
@require_safe
def file(request: ProjectRequest, file: int) -> HttpResponse:
    """A page is open for hours, a link for five minutes: pictures and sounds are asked here; `?small=1` for the preview."""
    row = MediaFile.objects.filter(pk=file).first()
    if row is None or not visibility.may_see_file(request.member, row):
        raise Http404
    link = staff_link(request.member, row, preview=request.GET.get("small") == "1")
    if not link:
        raise Http404
    answer = HttpResponseRedirect(link)
    patch_cache_control(answer, private=True, max_age=KEPT)
    return answer


@project_view()
@require_POST
def fetching(request: ProjectRequest, file: int) -> HttpResponse:
    """«Попробовать ещё раз»: a client's file that could not be fetched is asked for once more."""
    row = MediaFile.objects.filter(pk=file).first()
    if row is None or row.chat is None or not visibility.may_see_file(request.member, row):
        raise Http404
    drawing.head_or_404(request, row.chat)
    again(row.pk)
    if drawing.scripted(request):
        return drawing.draw_update(request, row.chat, drawing.known_rev(request))
    return redirect(drawing.chat_url(request, row.chat))
