"""The page of a channel's content type (CHN-7): right after connecting, and later from its menu."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from channels_hub.domain.choosing_content import choose_content
from channels_hub.enums import Purpose
from channels_hub.forms.content_type import ContentTypeForm
from channels_hub.kinds import face
from channels_hub.messengers import messenger
from channels_hub.models import Channel
from channels_hub.queries.reply_window import GRANTED
from common.visitors import ip_of
from projects.door import administrator_view


@administrator_view
@require_http_methods(["GET", "HEAD", "POST"])
def content_type(request: Any, writer: int) -> HttpResponse:
    """The types with explanations and examples; a POST keeps the chosen one and goes on to the check of the connection."""
    row = get_object_or_404(Channel, pk=writer, purpose=Purpose.CLIENTS, connected=True)
    shown = face(row.kind)
    if not shown.content_types:
        raise Http404
    chosen, traits = shown.chosen_type(row.extra), messenger(row.kind).TRAITS
    current = {
        "content_type": chosen.key if chosen else "",
        "approved": bool(chosen and chosen.approved),
        "human": traits.late_tag in row.extra.get(GRANTED, ()),
    }
    form = ContentTypeForm(shown, traits, request.POST or None, initial=current)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        human = bool(data.get("human"))
        choose_content(row, data["content_type"], human=human, person=request.user, ip=ip_of(request))
        messages.success(request, _("The content type of “%(name)s” is kept") % {"name": row.name})
        waits = row.first_event_at is None
        return redirect(
            *(
                ("channels:check", request.project.pk, row.pk)
                if waits
                else ("channels:list", request.project.pk)
            )
        )
    facts = {
        "channel": row,
        "face": shown,
        "form": form,
        "hours": traits.window_hours,
        "selected": form["content_type"].value(),
    }
    return render(
        request, "channels_hub/content_type.html", facts, status=422 if request.method == "POST" else 200
    )
