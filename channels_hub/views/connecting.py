"""Connecting by a key (CHN-2, CHN-3): the form, the look at whose key it is, the act."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from channels_hub import addresses
from channels_hub.domain import connecting, fetching, signing_in
from channels_hub.domain.refusing import ConfirmationNeeded, Held
from channels_hub.kinds import face
from channels_hub.kinds.face import Face
from common.visitors import ip_of
from projects.domain.refusals import Refused
from projects.door import administrator_view


def _face(kind: str) -> Face:
    try:
        found = face(kind)
    except KeyError:
        raise Http404 from None
    if not found.built:
        raise Http404
    return found


def _page(request: Any, shown: Face, form: Any, status: int = 200, **more: Any) -> HttpResponse:
    facts = {"face": shown, "form": form, "arrives": addresses.webhooks_arrive(shown.kind), **more}
    if shown.signs_in:
        facts["set_up"] = signing_in.is_set_up(shown.kind)
    template = shown.panel if request.htmx else "channels_hub/connect.html"
    return render(request, template, facts, status=status)


def _at(form: Any, field: str) -> str | None:
    """The field to say it at, else the key's; the whole form where there is no key."""
    return next((name for name in (field, "token") if name in form.fields), None)


@administrator_view
@never_cache
@sensitive_post_parameters("token")
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: Any, kind: str) -> HttpResponse:
    """The page with the form; a POST connects and goes on to the check of the connection."""
    shown = _face(kind)
    if shown.form is None:
        return _page(request, shown, None)
    if request.method != "POST":
        return _page(
            request, shown, shown.form(initial={"polling": True, "again": request.GET.get("again", "")})
        )
    form = shown.form(request.POST)
    if not form.is_valid():
        return _page(request, shown, form, 422)
    data = form.cleaned_data
    try:
        channel = connecting.connect(
            request.project,
            kind,
            data["token"],
            person=request.user,
            ip=ip_of(request),
            take_over=data["take_over"],
            polling=data.get("polling", False) and not addresses.webhooks_arrive(kind),
            name=data.get("name", ""),
            facts=data.get("facts"),
        )
    except ConfirmationNeeded as need:
        if request.POST.get("asked") == need.host:
            form.add_error("take_over", _("Tick this to go on"))
        return _page(request, shown, form, 422, found=need.found, host=need.host)
    except Held as held:
        form.add_error(_at(form, "token"), held.sentence)
        return _page(request, shown, form, 422, holder=held.project)
    except Refused as no:
        form.add_error(_at(form, "polling" if no.code == "unreachable" else "token"), no.sentence)
        return _page(request, shown, form, 422)
    return redirect(shown.after or "channels:check", request.project.pk, channel.pk)


@administrator_view
@never_cache
@sensitive_post_parameters("token")
@require_POST
def look(request: Any, kind: str) -> HttpResponse:
    """Whose key is it? The form again, with the bot under it, or with what is wrong. Nothing is changed."""
    shown = _face(kind)
    if shown.form is None:
        raise Http404
    form = shown.form(request.POST)
    if not form.is_valid():
        return _page(request, shown, form, 422)
    try:
        found = connecting.look(kind, form.cleaned_data["token"])
        connecting.refuse_held(kind, found.account.id, request.project, request.user)
    except Held as held:
        form.add_error(_at(form, "token"), held.sentence)
        return _page(request, shown, form, 422, holder=held.project)
    except Refused as no:
        form.add_error(_at(form, "token"), no.sentence)
        return _page(request, shown, form, 422)
    picture = fetching.portrait_now(kind, form.cleaned_data["token"], found.account.id)
    return _page(request, shown, form, found=found, host=found.other, picture=picture)
