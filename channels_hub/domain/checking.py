"""Looking at a connected channel (CHN-10): does the token work, do the updates still come to us?"""

from datetime import timedelta

from django.db import transaction
from django.utils.dateparse import parse_datetime

from channels_hub import addresses
from channels_hub.calling import call
from channels_hub.domain import healing
from channels_hub.domain.connecting import rehook
from channels_hub.enums import Health, Intake
from channels_hub.messengers import errors, messenger
from channels_hub.messengers.vocabulary import Account
from channels_hub.models import Channel
from common import clock, live
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.scope import project_scope

SET_AGAIN_AT_MOST = 3
SET_AGAIN_WITHIN = timedelta(hours=6)


def check(channel: Channel) -> str:
    """Ask the messenger and note what is so; returns the Health. An unanswered question changes nothing.

    Call in the project's scope, outside a transaction.
    """
    try:
        account = _asked(channel)
    except errors.BadCredentials as error:
        return _redden(channel, Health.TOKEN, error.text)
    except errors.ChannelStopped as error:
        return _redden(channel, Health(error.health), error.text)
    except errors.SendError:
        return str(channel.health)
    if channel.intake != Intake.WEBHOOK:
        if account.webhook:
            return _redden(channel, Health.TAKEN, addresses.host(account.webhook))
    elif addresses.is_shared(channel.kind):
        if not account.webhook:
            return _set_again(channel)
    elif account.webhook != addresses.hook_url(channel.kind, channel.key):
        if account.webhook and not addresses.is_ours(channel.kind, account.webhook):
            return _redden(channel, Health.TAKEN, addresses.host(account.webhook))
        return _set_again(channel)
    return _heal(channel)


def _asked(channel: Channel) -> Account:
    """What the messenger says of the account. Raises errors.*"""
    package, base = messenger(channel.kind), addresses.base(channel.kind)
    if hasattr(package, "health"):
        return call(package.health(channel.token, base, channel.account, channel.extra))
    return call(package.identify(channel.token, base))


def check_by_id(project: int, channel: int) -> str:
    """Check a channel that is still connected; returns its Health, "" when there is none. Outside a transaction."""
    with project_scope(project):
        row = Channel.objects.filter(pk=channel, connected=True).first()
        return check(row) if row else ""


def _set_again(channel: Channel) -> str:
    """The webhook is gone, or an old address of ours: nobody else has the bot, so it is set anew.

    Not more than three times in six hours: then somebody keeps removing it, and a person decides (LOST). Neither when the
    messenger refuses.
    """
    with transaction.atomic():
        rows = Channel.objects.select_for_update(no_key=True, of=("self",))
        row = rows.filter(pk=channel.pk, connected=True, key=channel.key).first()
        if row is None:
            return str(channel.health)
        now = clock.now()
        before = [parse_datetime(at) for at in row.extra.get("set_again", [])]
        recent = [at for at in before if at is not None and now - at < SET_AGAIN_WITHIN]
        allowed = len(recent) < SET_AGAIN_AT_MOST
        if allowed:
            row.extra = {**row.extra, "set_again": [at.isoformat() for at in [*recent, now]]}
            row.save(update_fields=["extra"])
            audited("channel.webhook_set_again", channel=row.pk)
    if not allowed:
        return _redden(channel, Health.LOST, "")
    try:
        rehook(channel)
    except Refused as no:
        if no.code == "revoked":
            return _redden(channel, Health.TOKEN, "")
        return _redden(channel, Health.LOST, "") if no.code == "rejected" else str(channel.health)
    return str(Health.OK if channel.first_event_at else Health.WAITING)


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
