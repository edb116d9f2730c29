"""«Bot settings» (CHN-12): the invitation to write, and where the rest of a bot is edited."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from channels_hub.domain.greeting import greet, greeting_of
from channels_hub.forms.greeting import LONGEST, Greeting
from channels_hub.kinds import FACES, face
from channels_hub.models import Channel
from channels_hub.queries import channels
from channels_hub.views import pictures
from common.visitors import ip_of
from projects.door import administrator_view


@administrator_view
@require_http_methods(["GET", "HEAD", "POST"])
def greeting(request: Any, greeter: int | None = None) -> HttpResponse:
    """The page with one channel's invitation (the first's when none is named); a POST keeps its text."""
    rows = [row for row in channels.listed() if row.connected and face(row.kind).greets]
    chosen = _chosen(rows, greeter)
    if request.method != "POST" or chosen is None:
        text = greeting_of(chosen, get_language() or "") if chosen else ""
        return _page(request, rows, chosen, Greeting(initial={"text": text}))
    form = Greeting(request.POST)
    if not form.is_valid():
        return _page(request, rows, chosen, form, 422)
    greet(chosen, form.cleaned_data["text"], person=request.user, ip=ip_of(request))
    messages.success(request, _("The invitation of “%(name)s” is saved") % {"name": chosen.name})
    return redirect("channels:greeting", request.project.pk, chosen.pk)


def _chosen(rows: list[Channel], greeter: int | None) -> Channel | None:
    if greeter is None:
        return rows[0] if rows else None
    for row in rows:
        if row.pk == greeter:
            return row
    raise Http404


def _page(
    request: Any, rows: list[Channel], chosen: Channel | None, form: Greeting, status: int = 200
) -> HttpResponse:
    facts = {
        "rows": rows,
        "chosen": chosen,
        "form": form,
        "limit": LONGEST,
        "faces": [one for one in FACES if one.rest],
        "picture": pictures.of(request.member, chosen) if chosen else "",
    }
    return render(request, "channels_hub/greeting.html", facts, status=status)
