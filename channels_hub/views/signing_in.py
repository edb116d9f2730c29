"""Connecting by signing in (CHN-5, CHN-6): out to the messenger, back, and the choice of an account."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from channels_hub.domain import signing_in
from channels_hub.domain.refusing import ConfirmationNeeded
from channels_hub.domain.signing_in import Choice
from channels_hub.kinds import face
from channels_hub.kinds.face import Face
from channels_hub.models import Channel, SignIn
from common.door import account_view
from common.presenting.icons import messenger_name
from common.visitors import ip_of
from projects.domain.refusals import Refused
from projects.door import administrator_view, enter, no_permission
from projects.enums import Role
from projects.scope import project_scope

SEARCH_FROM = 8


def _face(kind: str) -> Face:
    try:
        return face(kind)
    except KeyError:
        raise Http404 from None


@administrator_view
@never_cache
@require_POST
def sign_in(request: Any, kind: str) -> HttpResponse:
    """Out to the messenger."""
    if not _face(kind).signs_in:
        return redirect("channels:connect", request.project.pk, kind)
    try:
        return redirect(signing_in.begin(request.project, request.user, kind))
    except Refused as no:
        messages.error(request, no.sentence)
        return redirect("channels:connect", request.project.pk, kind)


@account_view
@never_cache
@sensitive_variables("code")
@require_GET
def back(request: Any, kind: str) -> HttpResponse:
    """The messenger sends the person back here, whatever project it was for: the state tells."""
    row = signing_in.come_back(request.user, kind, request.GET.get("state", ""))
    if row is None:
        messages.error(request, _("This sign-in is too old, or was used already. Begin it again"))
        return redirect("projects:list")
    member = enter(request, row.project_id)
    request.member, request.project = member, member.project
    with project_scope(row.project_id):
        if not member.is_administrator:
            return no_permission(request, str(Role.ADMINISTRATOR.label))
        return _came_back(request, row, request.GET.get("code", ""))


@sensitive_variables("code")
def _came_back(request: Any, row: SignIn, code: str) -> HttpResponse:
    kind = row.kind
    chosen = reverse("channels:choosing", args=[row.project_id, kind])
    if not code:
        messages.error(
            request,
            _("%(name)s was not allowed to give access. Nothing has changed, sign in again and agree")
            % {"name": messenger_name(kind)},
        )
        return redirect(chosen if row.account else reverse("channels:connect", args=[row.project_id, kind]))
    try:
        signing_in.redeem(row, code)
        if not row.account:
            return redirect(chosen)
        return _go_on(
            signing_in.connect_with(request.project, kind, row.token, request.user, ip_of(request)),
            _face(kind),
        )
    except ConfirmationNeeded:
        return redirect(f"{chosen}?account={row.account}")
    except Refused as no:
        messages.error(request, no.sentence)
        return redirect(chosen if row.account else reverse("channels:connect", args=[row.project_id, kind]))


@administrator_view
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choosing(request: Any, kind: str) -> HttpResponse:
    """The person's accounts; a POST connects one."""
    shown = _face(kind)
    row = signing_in.current(request.user, kind) if shown.signs_in else None
    if row is None:
        if shown.signs_in:
            messages.info(request, _("The sign-in is over. Sign in again to choose"))
        return redirect("channels:connect", request.project.pk, kind)
    try:
        choices = signing_in.choices(row, request.user)
    except Refused as no:
        return _page(request, shown, [], error=no.sentence, status=422)
    if request.method == "POST":
        return _choose(request, shown, row, choices)
    return _page(request, shown, choices, chosen=request.GET.get("account", ""))


def _choose(request: Any, shown: Face, row: SignIn, choices: list[Choice]) -> HttpResponse:
    chosen = request.POST.get("account", "")
    choice = next((one for one in choices if one.open and one.offer.account.id == chosen), None)
    if choice is None:
        return _page(request, shown, choices, error=_("Choose one first"), status=422)
    take_over = "take_over" in request.POST
    try:
        ended = signing_in.connect_chosen(
            row, choice, request.project, request.user, ip_of(request), take_over=take_over
        )
    except ConfirmationNeeded as need:
        return _page(request, shown, choices, chosen=chosen, host=need.host, status=422)
    except Refused as no:
        return _page(request, shown, choices, chosen=chosen, error=no.sentence, status=422)
    return _go_on(ended, shown)


def _go_on(ended: Channel | str, shown: Face) -> HttpResponse:
    if isinstance(ended, str):
        return redirect(ended)
    return redirect(shown.after or "channels:check", ended.project_id, ended.pk)


def _page(
    request: Any, shown: Face, choices: list[Choice], status: int = 200, chosen: str = "", **more: Any
) -> HttpResponse:
    sought = " ".join(request.GET.get("q", "").split())[:100]
    found = [one for one in choices if sought.casefold() in _words(one)]
    first = next((one.offer.account.id for one in found if one.open), "")
    facts = {
        "face": shown,
        "choices": [(one, shown.refusals.get(one.offer.why, one.offer.why)) for one in found],
        "chosen": chosen or first,
        "any_open": bool(first),
        "sought": sought,
        "search": len(choices) >= SEARCH_FROM,
        "count": len(choices),
        **more,
    }
    return render(request, "channels_hub/choosing.html", facts, status=status)


def _words(choice: Choice) -> str:
    account = choice.offer.account
    return f"{account.name} {account.username} {account.id}".casefold()
