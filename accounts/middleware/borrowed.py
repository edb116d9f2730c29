"""A password set by another must be changed at the first sign-in (ARCHITECTURE §2): nothing else opens before."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

FREE = ("/static/", "/livez", "/readyz", "/accounts/confirm/", "/accounts/reset/")


def own_password_first(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Send who came with a borrowed password to the page where an own one is set."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if getattr(request.user, "password_borrowed", False) and not hasattr(request, "urlconf"):
            page = reverse("accounts:own_password")
            if not request.path.startswith((page, reverse("accounts:sign_out"), *FREE)):
                return redirect(page)
        return get_response(request)

    return middleware
