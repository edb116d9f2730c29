"""Language and time zone of the reader (GEN-1): the person's own, else the browser's."""

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation


def apply_preferences(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Activate what the signed-in person chose; a visitor gets the cookie's or the browser's language."""

    def middleware(request: HttpRequest) -> HttpResponse:
        person = request.user
        language = getattr(person, "language", "") or translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            try:
                zone = zoneinfo.ZoneInfo(getattr(person, "time_zone", "") or "UTC")
            except (zoneinfo.ZoneInfoNotFoundError, ValueError):
                zone = zoneinfo.ZoneInfo("UTC")
            with timezone.override(zone):
                response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware
