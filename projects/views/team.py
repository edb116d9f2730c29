"""«Команда» (TEAM-1, TEAM-2): the list, adding members, invitations."""

from typing import Any

from django.conf import settings as django_settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts.domain.attempts import INVITE, Throttled, attempt
from accounts.views.throttling import wait_words
from common import clock
from common.visitors import ip_of
from projects.domain import inviting
from projects.domain.joining import add_members
from projects.domain.refusals import Refused
from projects.door import administrator_view
from projects.forms.team import ExistingMember, NewMember
from projects.models import Invitation
from projects.passphrases import passphrase
from projects.queries import team as queries


def _page(request: Any, status: int = 200, **more: Any) -> HttpResponse:
    words, online = request.GET.get("q", ""), request.GET.get("show") == "online"
    shown = queries.rows(words, online)
    everybody = queries.rows()
    invitations = [] if online else queries.waiting(words)
    colleagues = queries.colleagues(request.project.account)
    free = [person for person, _names, here in colleagues if not here]
    facts: dict[str, Any] = {
        "q": words,
        "online_only": online,
        "roles": queries.by_role(shown),
        "invitations": invitations,
        "now": clock.now(),
        "people_count": len(everybody),
        "online_count": sum(row.online for row in everybody),
        "invitation_count": Invitation.objects.filter(accepted_at=None).count(),
        "colleagues": colleagues,
        "free_count": len(free),
        "form": NewMember(initial={"password": passphrase()}),
        "existing": ExistingMember(free),
        "open": request.GET.get("open", ""),
        "tab": "new",
    }
    template = "projects/team.html"
    if request.htmx and request.headers.get("HX-Target") == "team-list":
        template = "projects/_team_list.html"
    return render(request, template, {**facts, **more}, status=status)


@administrator_view
@never_cache
@require_safe
def team(request: Any) -> HttpResponse:
    """Everybody who has access, by role, and who is invited."""
    return _page(request)


@administrator_view
@never_cache
@sensitive_post_parameters("password")
@require_POST
def new_member(request: Any) -> HttpResponse:
    """Invite by a password or by a letter; login, password and address are shown once."""
    form = NewMember(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        by, ip = request.user, ip_of(request)
        try:
            attempt(INVITE, by.pk)
            if given["way"] == NewMember.BY_LETTER:
                inviting.invite(
                    request.project, given["email"], by=by, name=given["name"], role=given["role"], ip=ip
                )
                return _invited(request, given["email"])
            invitation = inviting.hand_over(
                request.project,
                given["name"],
                given["email"],
                given["password"],
                by=by,
                role=given["role"],
                ip=ip,
            )
            added = {"name": given["name"], "lines": _lines(given["email"], given["password"])}
            return _page(request, open="member-added", added=added, invitation=invitation)
        except Refused as refusal:
            form.add_error("email" if refusal.code == "here" else None, refusal.sentence)
        except Throttled as stop:
            form.add_error(None, wait_words(stop))
    return _page(request, 422, form=form, open="add-member")


def _lines(email: str, password: str) -> str:
    """What the inviter passes on, in columns."""
    rows = [(_("Address"), django_settings.PUBLIC_URL), (_("Login"), email), (_("Password"), password)]
    width = max(len(label) for label, _value in rows) + 2
    return "\n".join(f"{label.ljust(width)}{value}" for label, value in rows)


def _invited(request: Any, email: str) -> HttpResponse:
    if request.user.email_confirmed_at is None:
        messages.warning(
            request,
            _("The invitation to %(email)s leaves as soon as you confirm your own address")
            % {"email": email},
        )
    else:
        messages.success(request, _("The invitation is on its way to %(email)s") % {"email": email})
    return redirect("projects:team", request.project.pk)


@administrator_view
@require_POST
def existing_member(request: Any) -> HttpResponse:
    """Let people of the account into this project too."""
    free = [person for person, _names, here in queries.colleagues(request.project.account) if not here]
    form = ExistingMember(free, request.POST)
    if form.is_valid():
        chosen, role = form.chosen(), form.cleaned_data["role"]
        try:
            add_members(request.project, chosen, role=role, by=request.user, ip=ip_of(request))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            words = ngettext(
                "%(count)d person joined the team", "%(count)d people joined the team", len(chosen)
            )
            messages.success(request, words % {"count": len(chosen)})
            return redirect("projects:team", request.project.pk)
    return _page(request, 422, existing=form, open="add-member", tab="existing")


@administrator_view
@never_cache
@require_safe
def another_password(request: Any) -> HttpResponse:
    """The password field with a fresh suggestion."""
    return render(request, "projects/_password.html", {"form": NewMember(initial={"password": passphrase()})})


@administrator_view
@require_POST
def invitation_again(request: Any, invitation: int) -> HttpResponse:
    """A fresh letter with a fresh link."""
    found = get_object_or_404(
        Invitation.objects.filter(accepted_at=None).select_related("project"), pk=invitation
    )
    try:
        attempt(INVITE, request.user.pk)
        inviting.send_again(found, by=request.user, ip=ip_of(request))
        return _invited(request, found.email)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    except Throttled as stop:
        messages.error(request, wait_words(stop))
    return redirect("projects:team", request.project.pk)


@administrator_view
@require_POST
def invitation_withdrawal(request: Any, invitation: int) -> HttpResponse:
    """Take an invitation back."""
    found = get_object_or_404(Invitation.objects.filter(accepted_at=None), pk=invitation)
    inviting.withdraw(found, by=request.user, ip=ip_of(request))
    messages.success(request, _("The invitation is taken back, its link no longer works"))
    return redirect("projects:team", request.project.pk)
