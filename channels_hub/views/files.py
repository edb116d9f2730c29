"""The files' host (ARCHITECTURE §10, DEPENDENCIES §4.4): no cookies, only signed links, nothing that could run."""

from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from channels_hub import ranges
from channels_hub.messengers.naming import file_name
from channels_hub.models import MediaFile
from channels_hub.queries import files
from common.door import mark

_PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
_CHUNK = 64 * 1024


@require_safe
def staff(request: HttpRequest, ticket: str) -> HttpResponseBase:
    """A file for the member whom the ticket names; 404 for every reason not to show it."""
    found = files.opened(ticket)
    if found is None:
        raise Http404
    file, preview = found
    try:
        stored = default_storage.open(file.preview if preview else file.path, "rb")
    except OSError:
        raise Http404 from None
    mime = "image/webp" if preview else file.mime
    answer = _body(request, stored, mime, stored.size)
    inline = preview or _shown(file)
    name = file_name(file.name) or f"{file.kind}-{file.pk}"
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["Cache-Control"] = f"private, max-age={files.STAFF_SECONDS}, immutable"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


staff = mark(staff, "file")


def _shown(file: MediaFile) -> bool:
    """Pictures that were drawn anew, sound and motion are shown in place; all else is for keeping."""
    if file.kind in ("image", "sticker", "avatar"):
        return file.mime in _PICTURES
    return file.kind != "file" and file.mime in files.PLAYED


def _body(request: HttpRequest, stored: Any, mime: str, size: int) -> HttpResponseBase:
    wanted = ranges.wanted(request.headers.get("Range", ""), size)
    if wanted is None:
        answer: HttpResponseBase = FileResponse(stored, content_type=mime or "application/octet-stream")
    elif wanted == ranges.NOWHERE:
        stored.close()
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{size}"
    else:
        first, last = wanted
        answer = StreamingHttpResponse(_piece(stored, first, last - first + 1), status=206, content_type=mime)
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
        answer["Content-Length"] = str(last - first + 1)
    answer["Accept-Ranges"] = "bytes"
    return answer


def _piece(stored: Any, start: int, length: int) -> Iterator[bytes]:
    with stored:
        stored.seek(start)
        while length > 0 and (chunk := stored.read(min(_CHUNK, length))):
            length -= len(chunk)
            yield chunk
