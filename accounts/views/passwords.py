"""Forgotten passwords, and the first one of one's own (ACC-3, TEAM-1)."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain import passwords, signing_in
from accounts.domain.attempts import RESET, RESET_ADDRESS, Throttled, attempt
from accounts.forms.passwords import AskReset, NewPassword
from accounts.views.throttling import throttled
from common.door import account_view, public_view
from common.visitors import ip_of


@public_view
@never_cache
@require_http_methods(["GET", "POST"])
def ask_reset(request: HttpRequest) -> HttpResponse:
    """Ask for the link; the answer is the same whether anybody signs in with the address."""
    form = AskReset(request.POST or None, initial={"email": request.GET.get("email", "")})
    if request.method == "GET":
        return render(request, "accounts/ask_reset.html", {"form": form})
    if not form.is_valid():
        return render(request, "accounts/ask_reset.html", {"form": form}, status=422)
    email = form.cleaned_data["email"].lower()
    try:
        attempt(RESET_ADDRESS, ip_of(request))
        attempt(RESET, email)
    except Throttled as stop:
        return throttled(request, "accounts/ask_reset.html", {"form": form}, stop)
    passwords.ask_reset(email)
    return render(request, "accounts/reset_sent.html", {"email": email})


@public_view
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Set a new password by the mailed link, and go on signed in."""
    person = passwords.person_of(uid, token)
    if person is None:
        return render(request, "accounts/link_dead.html", {"again": "accounts:ask_reset"}, status=410)
    form = NewPassword(person, request.POST or None)
    if request.method == "POST" and form.is_valid():
        passwords.set_password(person, form.cleaned_data["password"], by_mail=True)
        signing_in.begin_session(request, person)
        messages.success(request, _("The new password works from now on. All other sessions are signed out"))
        return redirect("projects:list")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/new_password.html", {"form": form, "reset": True}, status=status)


@account_view
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def own_password(request: HttpRequest) -> HttpResponse:
    """The first sign-in with a password that another has set: nothing opens before an own one is set."""
    person = request.user
    if not person.password_borrowed:  # type: ignore[union-attr]
        return redirect("projects:list")
    form = NewPassword(person, request.POST or None)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        passwords.set_password(person, form.cleaned_data["password"])  # type: ignore[arg-type]
        update_session_auth_hash(request, person)  # type: ignore[arg-type]
        return redirect("projects:list")
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/new_password.html", {"form": form, "reset": False}, status=status)
