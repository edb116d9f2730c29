"""The mailed link that proves a mailbox (ACC-2, ACC-4)."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.domain import mailboxes
from accounts.domain.attempts import CONFIRM, Throttled, attempt
from accounts.views.throttling import wait_words
from common.door import account_view, public_view


@public_view
@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm at once for who is signed in as that person; else by a button, for mail scanners open every link."""
    claim = mailboxes.read_claim(token)
    if claim is None:
        return render(request, "accounts/link_dead.html", status=410)
    mine = request.user.is_authenticated and request.user.pk == claim.person.pk
    if request.method == "GET" and not mine:
        return render(request, "accounts/confirm.html", {"claim": claim})
    try:
        go_on = mailboxes.confirm(claim)
    except mailboxes.Taken:
        return render(request, "accounts/link_dead.html", status=410)
    if go_on:
        logout(request)
        return redirect(go_on)
    messages.success(request, _("The address %(email)s is confirmed") % {"email": claim.email})
    return redirect("projects:list" if request.user.is_authenticated else "accounts:sign_in")


@account_view
@require_POST
def send_again(request: HttpRequest) -> HttpResponse:
    """Mail the link once more."""
    person = request.user
    if person.email and person.email_confirmed_at is None:  # type: ignore[union-attr]
        try:
            attempt(CONFIRM, person.pk)
            mailboxes.ask_confirmation(person)  # type: ignore[arg-type]
            messages.success(request, _("The letter is on its way to %(email)s") % {"email": person.email})  # type: ignore[union-attr]
        except Throttled as stop:
            messages.error(request, wait_words(stop))
    return redirect("accounts:profile")
