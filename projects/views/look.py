"""What a project looks like to its members (PRJ-3)."""

from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from common.colour import brand_rules
from projects.door import project_view


@project_view()
@require_safe
def brand_css(request: Any) -> HttpResponse:
    """The brand colour and the text on it; its address carries the look's number, so it may be kept for ever."""
    answer = HttpResponse(
        f":root {{ {brand_rules(request.project.colour)} }}\n", content_type="text/css; charset=utf-8"
    )
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


@project_view()
@require_safe
def logo(request: Any, name: str) -> HttpResponseBase:
    """The logo under its random name."""
    if name != request.project.logo:
        raise Http404
    try:
        file = default_storage.open(f"logos/{name}")
    except OSError:
        raise Http404 from None
    answer = FileResponse(file, content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer
