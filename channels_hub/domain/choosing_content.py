"""Choosing what a channel writes about first (CHN-7)."""

from typing import Any

from django.db import transaction

from channels_hub.messengers import messenger
from channels_hub.models import Channel
from channels_hub.queries.reply_window import GRANTED
from projects.domain.auditing import audited


def choose_content(
    channel: Channel, content_type: str, *, human: bool, person: Any = None, ip: str | None = None
) -> None:
    """Keep the type, and whether the messenger granted its late tag. In the project's scope; the form has checked the type."""
    tag = messenger(channel.kind).TRAITS.late_tag
    with transaction.atomic():
        row = Channel.objects.select_for_update(no_key=True, of=("self",)).get(pk=channel.pk)
        row.extra = {
            **row.extra,
            "content_type": content_type,
            GRANTED: [tag] if human and tag else [],
        }
        row.save(update_fields=["extra"])
        audited("channel.content_chosen", person, ip, channel=row.pk, content_type=content_type, human=human)
