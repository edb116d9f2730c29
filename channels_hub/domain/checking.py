"""Looking at a connected channel (CHN-10): does the token work, do the updates still come to us?"""

from django.db import transaction

from channels_hub import addresses
from channels_hub.calling import call
from channels_hub.domain import healing
from channels_hub.enums import Health, Intake
from channels_hub.messengers import errors, messenger
from channels_hub.models import Channel
from common import clock, live
from projects.scope import project_scope


def check(channel: Channel) -> str:
    """Ask the messenger and note what is so; returns the Health. An unanswered question changes nothing.

    Call in the project's scope, outside a transaction.
    """
    try:
        account = call(messenger(channel.kind).identify(channel.token, addresses.base(channel.kind)))
    except errors.BadCredentials as error:
        return _redden(channel, Health.TOKEN, error.text)
    except errors.SendError:
        return str(channel.health)
    ours = addresses.hook_url(channel.kind, channel.key) if channel.intake == Intake.WEBHOOK else ""
    if account.webhook != ours:
        return _redden(channel, Health.TAKEN, addresses.host(account.webhook))
    return _heal(channel)


def check_by_id(project: int, channel: int) -> str:
    """Check a channel that is still connected; returns its Health, "" when there is none. Outside a transaction."""
    with project_scope(project):
        row = Channel.objects.filter(pk=channel, connected=True).first()
        return check(row) if row else ""


def _redden(channel: Channel, cause: Health, detail: str) -> str:
    with transaction.atomic():
        healing.redden(channel, cause, detail)
    return cause


def _heal(channel: Channel) -> str:
    health = Health.OK if channel.first_event_at else Health.WAITING
    with transaction.atomic():
        changed = (
            Channel.objects.filter(pk=channel.pk, connected=True, key=channel.key)
            .exclude(health=health)
            .update(health=health, health_detail="", health_at=clock.now())
        )
        if changed:
            live.tell(channel.project_id, channels=True)
    return health
