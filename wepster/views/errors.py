"""Error pages that need neither database nor context processors."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token or from elsewhere: say so and ask to open the page anew."""
    return HttpResponse(render_to_string("403_csrf.html"), status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours broke; what was saved is safe."""
    return HttpResponse(render_to_string("500.html"), status=500)
