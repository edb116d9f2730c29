"""Three origins in one process (ARCHITECTURE §10): application, files and pages are chosen by Host."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse


def choose_origin(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give a request for the files or pages host that host's own addresses, and no others.

    Neither reads cookies: at the files' host a link alone says who may have what, at a pages host a visitor's token.
    """
    files = urlsplit(settings.FILES_URL).hostname
    pages = urlsplit(settings.PAGES_URL).hostname or ""

    def middleware(request: HttpRequest) -> HttpResponse:
        host = request.META.get("HTTP_HOST", "").rsplit(":", 1)[0].lower()
        if host == files:
            request.urlconf = settings.FILES_URLCONF
            request.META.pop("HTTP_COOKIE", None)
        elif host == pages or host.endswith(f".{pages}"):
            request.urlconf = settings.PAGES_URLCONF
            request.META.pop("HTTP_COOKIE", None)
        return get_response(request)

    return middleware
