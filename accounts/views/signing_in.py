"""Sign-in and sign-out (ACC-3)."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import passwords
from accounts.domain.attempts import Throttled
from accounts.domain.signing_in import sign_in as domain_sign_in
from accounts.forms.entry import SignIn
from accounts.views.throttling import throttled
from common.door import account_view, public_view


def next_path(request: HttpRequest) -> str:
    """Where to go on after signing in: a path of our own, else my projects."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(path, {request.get_host()}, require_https=request.is_secure())
    return path if safe else "projects:list"


@public_view
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Email and password."""
    if request.user.is_authenticated:
        return redirect(next_path(request))
    form = SignIn(request.POST or None)
    facts = {"form": form, "next": request.POST.get("next") or request.GET.get("next") or ""}
    if request.method == "GET":
        return render(request, "accounts/sign_in.html", facts)
    if form.is_valid():
        try:
            person = domain_sign_in(request, form.cleaned_data["email"], form.cleaned_data["password"])
        except Throttled as stop:
            return throttled(request, "accounts/sign_in.html", facts, stop)
        if person is not None:
            return redirect(next_path(request))
        form.add_error(None, _("Email and password do not fit together. Check both or set a new password"))
    return render(request, "accounts/sign_in.html", facts, status=422)


@account_view
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    logout(request)
    return redirect("accounts:sign_in")


@account_view
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End all sessions of the person, this one too."""
    passwords.sign_out_everywhere(request.user)  # type: ignore[arg-type]
    logout(request)
    messages.success(request, _("You are signed out on all devices"))
    return redirect("accounts:sign_in")
