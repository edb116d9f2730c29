"""«Channels» (CHN-1): what is connected and how it is, what can be connected."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from channels_hub import addresses
from channels_hub.kinds import FACES, face
from channels_hub.kinds.content_type import ContentType
from channels_hub.kinds.face import Cause, Face
from channels_hub.models import Channel
from channels_hub.queries import channels
from channels_hub.views import pictures
from projects.door import administrator_view


@dataclass(frozen=True)
class Row:
    """A channel as the list draws it."""

    channel: Channel
    face: Face
    picture: str
    link: str
    cause: Cause | None
    title: str
    text: str

    @property
    def content_type(self) -> ContentType | None:
        """What a connected channel writes about first, where the messenger asks for it."""
        return self.face.chosen_type(self.channel.extra) if self.channel.connected else None

    @property
    def tone(self) -> str:
        """ok, warn (waits), danger or off."""
        if not self.channel.connected:
            return "off"
        if channels.is_broken(self.channel):
            return "danger"
        return "ok" if self.channel.health == "ok" else "warn"


def _row(request: Any, channel: Channel) -> Row:
    shown = face(channel.kind)
    cause = shown.causes.get(channel.health) if channel.connected else None
    title, text = shown.words(channel.health, channel.health_detail) if cause else ("", "")
    return Row(
        channel=channel,
        face=shown,
        picture=pictures.of(request.member, channel),
        link=addresses.chat_link(channel.kind, channel.account, channel.username, channel.project_id),
        cause=cause,
        title=title,
        text=text,
    )


@administrator_view
@require_safe
def listing(request: Any) -> HttpResponse:
    """The page; its list alone for htmx."""
    rows = [_row(request, channel) for channel in channels.listed()]
    template = "channels_hub/_list.html" if request.htmx else "channels_hub/list.html"
    return render(request, template, {"rows": rows, "faces": FACES, "open": request.GET.get("open", "")})
