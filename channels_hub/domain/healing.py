"""A channel's health (CHN-9, CHN-10): red with a cause, green again when it works."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_datetime

from channels_hub.domain.telling import tell_red
from channels_hub.enums import Health
from channels_hub.models import Channel
from common import clock, live
from projects.domain.auditing import audited

# What an event that came in disproves: these are about the way in.
_DISPROVED = (Health.WAITING, Health.TAKEN, Health.LOST, Health.OFF)
TELL_AGAIN_AFTER = timedelta(hours=6)


def redden(channel: Channel, cause: str, detail: str = "") -> bool:
    """Turn the channel red for `cause` (a value of Health) in the open transaction; False when it was red for it already.

    `detail` is the provider's own words. Its queue waits; nothing of it is burned. Of one cause people are told once, and
    when it comes again not before six hours have passed: a channel that flaps writes no heap of letters.
    """
    row = Channel.objects.select_for_update(no_key=True, of=("self",)).get(pk=channel.pk)
    changed = row.health != cause
    if changed:
        row.health, row.health_detail, row.health_at = cause, detail[:300], clock.now()
        audited("channel.red", channel=row.pk, cause=cause)
        live.tell(row.project_id, channels=True)
    if row.connected and _is_news(row, cause):
        row.extra = {**row.extra, "told": {**row.extra.get("told", {}), cause: clock.now().isoformat()}}
        tell_red(row, cause, row.health_detail)
    row.save(update_fields=["health", "health_detail", "health_at", "extra"])
    return changed


def _is_news(row: Channel, cause: str) -> bool:
    """Has nobody been told of this cause since the channel turned red, nor in the last six hours?"""
    told = parse_datetime(row.extra.get("told", {}).get(cause, ""))
    if told is None:
        return True
    return row.health_at is not None and told < row.health_at and clock.now() - told >= TELL_AGAIN_AFTER


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
