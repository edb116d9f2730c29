"""«Check the connection» (CHN-9): waits for the first message and turns green by itself."""

import datetime
from typing import Any

import segno
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.dateparse import parse_datetime
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from channels_hub import addresses
from channels_hub.enums import Purpose
from channels_hub.kinds import face
from channels_hub.models import Channel
from channels_hub.queries.first_message import first_message
from channels_hub.views import pictures
from common import clock
from projects.door import administrator_view

COUNTED = datetime.timedelta(hours=1)


@administrator_view
@never_cache
@require_safe
def check(request: Any, channel: int) -> HttpResponse:
    """The page; for htmx, which asks every 2 s, the live part alone."""
    row = get_object_or_404(Channel, pk=channel, purpose=Purpose.CLIENTS, connected=True)
    link = addresses.chat_link(row.kind, row.account, row.username, row.project_id)
    waited = clock.now() - row.connected_at
    facts = {
        "channel": row,
        "face": face(row.kind),
        "link": link,
        "picture": pictures.of(request.member, row),
        "hooked_at": parse_datetime(row.extra.get("hooked_at", "")),
        "first": first_message(row) if row.first_event_at else None,
        "waited": f"{int(waited.total_seconds()) // 60}:{int(waited.total_seconds()) % 60:02d}"
        if waited < COUNTED
        else "",
    }
    if request.htmx:
        return render(request, "channels_hub/_check.html", facts)
    return render(request, "channels_hub/check.html", {**facts, "qr": _qr(link)})


def _qr(link: str) -> str:
    """The link as an inline SVG; it holds numbers only."""
    drawn = segno.make(link, error="m").svg_inline(
        scale=6, border=2, omitsize=True, dark="#111827", light="#ffffff"
    )
    return mark_safe(drawn)  # noqa: S308  made of numbers by segno
