"""The first net under permissions (ARCHITECTURE §7.1): every view bears exactly one mark.

Marks of the floors above are built on `mark`; the system check in common.checks walks the resolver and stops the start at an
unmarked view. Third-party includes are listed in wepster.wiring.
"""

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

View = Callable[..., Any]
THIRD_PARTY: dict[str, str] = {}


def mark(view: View, kind: str, **facts: Any) -> View:
    """Write the mark on the view: `kind` and what the access table needs to know of it."""
    view.door = {"kind": kind, **facts}  # type: ignore[attr-defined]
    return view


def public_view(view: View) -> View:
    """Anybody may open it; what it shows must not depend on whether an address has an account."""
    return mark(view, "public")


def hook_view(view: View) -> View:
    """Called by machines with a secret of their own; the view checks it."""
    view.csrf_exempt = True  # type: ignore[attr-defined]
    return mark(view, "hook")


def account_view(view: View) -> View:
    """Signed-in people only; strangers are sent to sign in (htmx: by HX-Redirect)."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return mark(guarded, "account")


def staff_view(view: View) -> View:
    """Staff of the installation only: strangers sign in, for everybody else there is nothing here."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        if not (request.user.is_active and request.user.is_staff):
            raise Http404
        return view(request, *args, **kwargs)

    return mark(guarded, "staff")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the sign-in page and back here afterwards; a fragment's page reloads itself."""
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=401)
        answer["HX-Refresh"] = "true"
        return answer
    return redirect_to_login(request.get_full_path())
