"""Disconnecting (CHN-11) and taking a bot's messages back (CHN-10)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from channels_hub.domain import connecting
from channels_hub.domain.disconnecting import disconnect as act
from channels_hub.enums import Purpose
from channels_hub.models import Channel
from common.visitors import ip_of
from projects.domain.refusals import Refused
from projects.door import administrator_view


@administrator_view
@require_POST
def disconnect(request: Any, channel: int) -> HttpResponse:
    """Disconnect; back to the list."""
    row = get_object_or_404(Channel, pk=channel, purpose=Purpose.CLIENTS)
    if act(row, person=request.user, ip=ip_of(request)):
        messages.success(
            request, _("“%(name)s” is disconnected. Its chats stay open for reading") % {"name": row.name}
        )
    else:
        messages.warning(
            request,
            _(
                "“%(name)s” is disconnected here. The messenger did not answer, so the bot may still point to us"
            )
            % {"name": row.name},
        )
    return redirect("channels:list", request.project.pk)


@administrator_view
@require_POST
def hook(request: Any, channel: int) -> HttpResponse:
    """Let the bot's messages come here again; back to the list."""
    row = get_object_or_404(Channel, pk=channel, purpose=Purpose.CLIENTS, connected=True)
    try:
        connecting.rehook(row)
    except Refused as no:
        messages.error(request, no.sentence)
    else:
        messages.success(request, _("Messages of “%(name)s” come here again") % {"name": row.name})
    return redirect("channels:list", request.project.pk)
