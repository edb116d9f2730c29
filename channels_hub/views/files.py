"""The files' host (ARCHITECTURE §10, DEPENDENCIES §4.4): no cookies, three kinds of links, nothing that could run."""

import hashlib
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from channels_hub import ranges
from channels_hub.messengers.naming import file_name
from channels_hub.models import MediaFile
from channels_hub.queries import files, links
from channels_hub.views.no_file import no_file
from common.door import mark
from common.sniffing import UNKNOWN

_PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
ASK_EACH_TIME = "private, no-cache"


@require_safe
def staff(request: HttpRequest, ticket: str) -> HttpResponseBase:
    """A file for the member whom the ticket names; 404 for every reason not to show it."""
    found = files.opened(ticket)
    if found is None:
        return no_file(request, "staff")
    file, preview, seconds = found
    return served(request, file, preview, f"private, max-age={seconds}, immutable")


@require_safe
def provider(request: HttpRequest, ticket: str, ending: str) -> HttpResponseBase:
    """A file for the messenger that has to send it."""
    try:
        file = links.opened_by_provider(ticket, ending)
    except links.Closed as closed:
        return no_file(request, closed.why)
    return served(request, file, False, ASK_EACH_TIME)


@require_safe
def client(request: HttpRequest, token: str) -> HttpResponseBase:
    """A file for a client, whose messenger did not carry it."""
    try:
        file = links.opened_by_client(token)
    except links.Closed as closed:
        return no_file(request, closed.why)
    return served(request, file, False, ASK_EACH_TIME)


staff = mark(staff, "file")
provider = mark(provider, "file")
client = mark(client, "file")


def served(request: HttpRequest, file: MediaFile, preview: bool, cache: str) -> HttpResponseBase:
    """The stored bytes in their wrapping, whole or the piece that was asked for."""
    stored_name = file.preview if preview else file.path
    try:
        stored = default_storage.open(stored_name, "rb")
        size = stored.size
    except OSError:
        return no_file(request, links.UNKNOWN)
    tag = f'"{hashlib.sha256(stored_name.encode()).hexdigest()[:32]}"'
    mime = "image/webp" if preview else _harmless(file.mime)
    answer = _body(request, stored, mime, size, tag)
    inline = preview or _shown(file)
    name = file_name(file.name) or f"{file.kind}.{links.extension(file.mime, '')}"
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    answer["ETag"] = tag
    answer["Accept-Ranges"] = "bytes"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer["Cache-Control"] = cache
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _shown(file: MediaFile) -> bool:
    """Pictures that were drawn anew, sound and motion are shown in place; all else is for keeping."""
    if file.kind in ("image", "sticker", "avatar"):
        return file.mime in _PICTURES
    return file.kind != "file" and file.mime in files.PLAYED


def _harmless(mime: str) -> str:
    """What browsers could run is not called by its name, whoever wrote it into the row."""
    runs = not mime or any(word in mime for word in ("html", "svg", "xml", "script"))
    return UNKNOWN if runs else mime


def _body(request: HttpRequest, stored: Any, mime: str, size: int, tag: str) -> HttpResponseBase:
    if request.headers.get("If-None-Match", "") == tag:
        stored.close()
        return HttpResponse(status=304)
    # A piece is of the same file as the pieces before, or the whole is sent (RFC 9110 §13.1.5).
    same = request.headers.get("If-Range", tag) == tag
    wanted = ranges.wanted(request.headers.get("Range", ""), size) if same else None
    if wanted == ranges.NOWHERE:
        stored.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = wanted or (0, size - 1)
    status = 200 if wanted is None else 206
    if request.method == "HEAD":
        stored.close()
        answer: HttpResponseBase = HttpResponse(status=status, content_type=mime)
    else:
        whole = stored if wanted is None else Piece(stored, first, last - first + 1)
        answer = FileResponse(whole, status=status, content_type=mime)
    answer["Content-Length"] = str(last - first + 1)
    if wanted is not None:
        answer["Content-Range"] = f"bytes {first}-{last}/{size}"
    return answer


class Piece:
    """So many bytes of an open file, as a file to read once."""

    def __init__(self, file: Any, start: int, length: int) -> None:
        file.seek(start)
        self._file, self._left = file, length

    def read(self, size: int) -> bytes:
        """At most `size` bytes more; empty at the piece's end."""
        read: bytes = self._file.read(min(size, self._left))
        self._left -= len(read)
        return read

    def close(self) -> None:
        """Close the file."""
        self._file.close()
