"""Disconnecting (CHN-11): the webhook goes only while it is ours; chats stay readable."""

from typing import Any

from django.db import transaction

from channels_hub import addresses
from channels_hub.calling import call
from channels_hub.domain.dropping import drop_queued
from channels_hub.enums import Intake
from channels_hub.messengers import errors, messenger
from channels_hub.models import Channel
from common import clock, live
from projects.domain.auditing import audited


def disconnect(channel: Channel, *, person: Any = None, ip: str | None = None) -> bool:
    """Disconnect the channel; the first caller does it. Call in the project's scope, outside a transaction.

    Returns False when the messenger could not be told: the bot may still point here, its messages are not taken.
    """
    with transaction.atomic():
        channel = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
        if not channel.connected:
            return True
        token, key = channel.token, channel.key
        channel.connected = False
        channel.disconnected_at = clock.now()
        channel.blocked_until = None
        channel.save(update_fields=["connected", "disconnected_at", "blocked_until"])
        drop_queued(channel)
        audited("channel.disconnected", person, ip, channel=channel.pk, kind=channel.kind)
        live.tell(channel.project_id, channels=True)
    told = channel.intake == Intake.POLLING or _unhook(channel.kind, token, key)
    # The secrets are no longer needed; a channel connected anew meanwhile has its own.
    Channel.objects.filter(pk=channel.pk, connected=False, key=key).update(token="", secret="")
    return told


def _unhook(kind: str, token: str, key: str) -> bool:
    try:
        call(messenger(kind).unhook(token, addresses.base(kind), addresses.hook_url(kind, key)))
    except errors.BadCredentials:
        return True  # a revoked token has no webhook
    except errors.SendError:
        return False
    return True
