"""The person's own page (ACC-4): each panel is a form of its own."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.domain import mailboxes, passwords, photos, profiles
from accounts.domain.attempts import CONFIRM, PASSWORD, Throttled, attempt
from accounts.forms.passwords import ChangePassword
from accounts.forms.profile import About, ChangeEmail, Looks, Photo
from accounts.views.throttling import wait_words
from common.door import account_view
from common.pictures import Unfit

PAGE = "accounts/profile.html"


def _page(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    """The whole page; `forms` replaces the fresh form of a panel by the one that did not fit."""
    person: Any = request.user
    shown = {
        "about": About(instance=person, prefix="about"),
        "looks": Looks(instance=person, prefix="looks"),
        "photo": Photo(),
        "email": ChangeEmail(prefix="email"),
        "password": ChangePassword(person, prefix="password"),
    }
    if forms:
        person.refresh_from_db()
    return render(request, PAGE, {**shown, **forms}, status=status)


def _saved(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("accounts:profile")


@account_view
@never_cache
@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    """All panels."""
    return _page(request)


def _panel(name: str, form_class: Any) -> Callable[[HttpRequest], HttpResponse]:
    @account_view
    @require_POST
    def panel(request: HttpRequest) -> HttpResponse:
        person: Any = request.user
        form = form_class(request.POST, instance=person, prefix=name)
        if not form.is_valid():
            return _page(request, 422, **{name: form})
        profiles.change(person, form.cleaned_data)
        return _saved(request, _("Saved"))

    panel.__name__ = name
    return panel


about = _panel("about", About)
looks = _panel("looks", Looks)


@account_view
@require_POST
def photo(request: HttpRequest) -> HttpResponse:
    """Put up a new photo, or take it down (`drop`)."""
    person: Any = request.user
    if "drop" in request.POST:
        photos.drop_photo(person)
        return redirect("accounts:profile")
    form = Photo(request.POST, request.FILES)
    if form.is_valid():
        try:
            photos.set_photo(person, form.cleaned_data["photo"])
            return redirect("accounts:profile")
        except Unfit as reason:
            form.add_error("photo", str(reason))
    return _page(request, 422, photo=form)


@account_view
@require_POST
def email(request: HttpRequest) -> HttpResponse:
    """Ask for another address: it holds once the link mailed there is opened."""
    person: Any = request.user
    form = ChangeEmail(request.POST, prefix="email")
    if form.is_valid():
        try:
            attempt(CONFIRM, person.pk)
        except Throttled as stop:
            form.add_error("email", wait_words(stop))
            return _page(request, 429, email=form)
        address = form.cleaned_data["email"]
        mailboxes.ask_change(person, address)
        return _saved(
            request, _("Open the link in the letter to %(email)s to change the address") % {"email": address}
        )
    return _page(request, 422, email=form)


@account_view
@sensitive_post_parameters()
@require_POST
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; all other sessions end."""
    person: Any = request.user
    form = ChangePassword(person, request.POST, prefix="password")
    try:
        attempt(PASSWORD, person.pk)
    except Throttled as stop:
        form.is_valid()
        form.add_error(None, wait_words(stop))
        return _page(request, 429, password=form)
    if not form.is_valid():
        return _page(request, 422, password=form)
    passwords.set_password(person, form.cleaned_data["password"])
    update_session_auth_hash(request, person)
    return _saved(request, _("The new password works from now on. All other sessions are signed out"))


@account_view
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """The theme switch of the menu: light or dark, "" as on the device."""
    choice = request.POST.get("theme", "")
    if choice not in ("", "light", "dark"):
        return HttpResponse(status=422)
    profiles.change(request.user, {"theme": choice})  # type: ignore[arg-type]
    return HttpResponse(status=204)
