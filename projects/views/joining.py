"""Accepting an invitation (TEAM-1), for new people and for those who already sign in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.domain import signing_up
from accounts.domain.attempts import SIGN_UP, Throttled, attempt
from accounts.domain.signing_in import begin_session
from accounts.models import Person
from accounts.views.throttling import throttled
from common.door import public_view
from common.visitors import ip_of
from projects.domain import inviting
from projects.domain.refusals import Refused
from projects.forms.team import Joining

PAGE = "projects/invitation.html"


@public_view
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Who holds the letter sees the project's name and joins: new people by name and password, others signed in."""
    found = inviting.open_invitation(token)
    if found is None:
        return render(request, "accounts/link_dead.html", {"invitation": True}, status=410)
    user: Any = request.user
    facts: dict[str, Any] = {"invitation": found, "project": None, "form": None}
    known = Person.objects.filter(email=found.email).first()
    if user.is_authenticated and user.email == found.email:
        return _as_myself(request, found, facts, "me")
    if user.is_authenticated:
        return render(request, PAGE, {**facts, "state": "other"})
    if known is not None:
        return render(request, PAGE, {**facts, "state": "sign-in"})
    return _as_new(request, found, facts)


def _as_myself(request: Any, found: Any, facts: dict[str, Any], state: str) -> HttpResponse:
    if request.method == "GET":
        return render(request, PAGE, {**facts, "state": state})
    try:
        member = inviting.accept(found, request.user, ip_of(request))
    except Refused as refusal:
        return render(request, PAGE, {**facts, "state": state, "refusal": refusal.sentence}, status=422)
    return redirect("projects:home", member.project_id)


def _as_new(request: Any, found: Any, facts: dict[str, Any]) -> HttpResponse:
    form = Joining(found.email, request.POST or None, initial={"name": found.name})
    facts = {**facts, "state": "new", "form": form}
    if request.method == "GET":
        return render(request, PAGE, facts)
    if form.is_valid():
        try:
            attempt(SIGN_UP, ip_of(request))
            member = inviting.accept_as_new(
                found, form.cleaned_data["name"], form.cleaned_data["password"], ip_of(request)
            )
        except Throttled as stop:
            return throttled(request, PAGE, facts, stop)
        except signing_up.Known:
            return render(request, PAGE, {**facts, "state": "sign-in", "form": None})
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            begin_session(request, member.person)
            return redirect("projects:home", member.project_id)
    return render(request, PAGE, facts, status=422)
