"""`/livez` and `/readyz` (INTERFACES.md); wepster.asgi answers them before Django's threads, which may all be waiting."""

from django.http import HttpRequest, HttpResponse, JsonResponse

from common.door import public_view
from wepster.readiness import readiness


@public_view
def livez(request: HttpRequest) -> HttpResponse:
    """The process lives."""
    return HttpResponse("ok", content_type="text/plain")


@public_view
def readyz(request: HttpRequest) -> JsonResponse:
    """What the product needs, one word each, and `lags` in seconds; 503 when something is missing, within 1.5 s."""
    ready, state = readiness()
    return JsonResponse(state, status=200 if ready else 503)
