"""A channel's health (CHN-9, CHN-10): red with a cause, green again when it works."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from channels_hub.domain.telling import tell_red
from channels_hub.enums import Health
from channels_hub.models import Channel
from common import clock, live
from projects.domain.auditing import audited

_GREEN = (Health.OK, Health.WAITING)
# What an event that came in disproves: these are about the way in.
_DISPROVED = (Health.WAITING, Health.TAKEN, Health.OFF)


def redden(channel: Channel, cause: str, detail: str = "") -> bool:
    """Turn the channel red for `cause` (a value of Health) in the open transaction; False when it was red for it already.

    `detail` is the provider's own words. Its queue waits; nothing of it is burned.
    """
    row, facts = Channel.objects.filter(pk=channel.pk), {"health": cause, "health_detail": detail[:300]}
    turned = row.filter(health__in=_GREEN).update(**facts, health_at=clock.now())
    changed = turned or row.exclude(health=cause).update(**facts, health_at=clock.now())
    if turned and channel.connected:
        tell_red(channel, cause, detail)
    if changed:
        audited("channel.red", channel=channel.pk, cause=cause)
        live.tell(channel.project_id, channels=True)
    return bool(changed)


def saw_events(channel: Channel, seconds_between: float = 1.0) -> None:
    """Note that events came in, at most once in so many seconds: first and last time; waiting turns green.

    A statement of its own, after the lane's transaction: the sender locks this row too.
    """
    now = clock.now()
    first = channel.first_event_at is None
    if (
        not first
        and channel.last_event_at
        and now - channel.last_event_at < timedelta(seconds=seconds_between)
    ):
        return
    greens = channel.health in _DISPROVED
    changes: dict[str, object] = {"last_event_at": now, "first_event_at": Coalesce(F("first_event_at"), now)}
    if greens:
        changes |= {"health": Health.OK, "health_detail": "", "health_at": now}
    with transaction.atomic():
        Channel.objects.filter(pk=channel.pk).update(**changes)
        if greens or first:
            live.tell(channel.project_id, channels=True)
