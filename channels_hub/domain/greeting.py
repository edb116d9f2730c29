"""The invitation to write, for who opens a chat the first time (CHN-12): each channel's own, kept in its `extra`."""

from typing import Any

from django.db import transaction

from channels_hub.messengers import messenger
from channels_hub.models import Channel
from projects.domain.auditing import audited


def greeting_of(channel: Channel, language: str) -> str:
    """What the channel says; while nobody wrote a text, its messenger's standard one, here in `language`."""
    text = channel.extra.get("greeting")
    return str(messenger(channel.kind).standard(language)) if text is None else str(text)


def greet(channel: Channel, text: str, *, person: Any = None, ip: str | None = None) -> None:
    """Invite by `text` from now on (within the five seconds that the intake remembers a channel); "" invites nobody.

    Call in the project's scope.
    """
    with transaction.atomic():
        rows = Channel.objects.select_for_update(no_key=True, of=("self",))
        row = rows.get(pk=channel.pk)
        row.extra = {**row.extra, "greeting": text}
        row.save(update_fields=["extra"])
        audited("channel.greeting", person, ip, channel=row.pk)
