"""Photos of people (ACC-4), for themselves and their colleagues."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from accounts.queries.colleagues import photo_seen_by
from common.door import account_view


@account_view
@require_safe
def photo(request: HttpRequest, name: str) -> HttpResponseBase:
    """The picture under its random name; a new photo has a new name."""
    if not photo_seen_by(request.user, name):  # type: ignore[arg-type]
        raise Http404
    try:
        file = default_storage.open(f"people/{name}")
    except OSError:
        raise Http404 from None
    answer = FileResponse(file, content_type="image/webp")
    answer["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer
