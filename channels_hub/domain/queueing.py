"""Putting messages into the way out (ARCHITECTURE §4); the floor above has checked all there is to check."""

from collections.abc import Sequence
from typing import Any

from channels_hub.domain import contents
from channels_hub.enums import DeliveryState, Priority
from channels_hub.messengers.vocabulary import Outgoing
from channels_hub.models import Channel, Delivery
from channels_hub.receivers import Settled, receiver
from common import clock, wakes

STUCK = (DeliveryState.FAILED, DeliveryState.UNCERTAIN)


def queue(
    channel: Channel,
    chat: int,
    entry: int,
    peer: str,
    intent: str,
    parts: Sequence[Outgoing],
    priority: int = Priority.REPLY,
) -> list[Delivery]:
    """One delivery for each provider call, in order; call inside the transaction that wrote the entry, in its project's scope.

    `intent` ("composer:<uuid>") makes it happen once: a repeat adds nothing and returns what there is. The sender wakes on
    commit.
    """
    now = clock.now()
    rows = [
        Delivery(
            project_id=channel.project_id,
            channel=channel,
            chat=chat,
            entry=entry,
            peer=peer,
            intent=intent,
            part=number,
            priority=priority,
            content=contents.to_json(outgoing),
            due_at=now,
            created_at=now,
        )
        for number, outgoing in enumerate(parts)
    ]
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    wakes.wake(wakes.WAY_OUT, channel.pk)
    return list(Delivery.objects.filter(intent=intent).order_by("part"))


def again(entry: int) -> int:
    """ "Send again" by a person: the failed and uncertain deliveries of an entry are queued anew.

    Returns how many; 0 when there is nothing to repeat (somebody else was first). In the caller's transaction and scope.
    """
    stuck = Delivery.objects.filter(entry=entry, state__in=STUCK)
    channels = set(stuck.values_list("channel_id", flat=True))
    count = _anew(stuck)
    for channel in channels:
        wakes.wake(wakes.WAY_OUT, channel)
    return count


def tag(entry: int, tag: str) -> None:
    """The calls of an entry that wait carry `tag` from now on, or none. In the caller's transaction and scope."""
    for row in Delivery.objects.filter(entry=entry, state=DeliveryState.QUEUED):
        if row.content.get("tag", "") != tag:
            row.content = {**row.content, "tag": tag}
            row.save(update_fields=["content"])


def again_chosen(deliveries: Sequence[int]) -> list[Delivery]:
    """ "Queue again" by staff: of these deliveries the failed and uncertain ones of connected channels leave once more.

    The floor above follows. Returns them; those that somebody else was first with are left out. In the caller's
    transaction and scope.
    """
    rows = Delivery.objects.select_for_update(of=("self",)).filter(pk__in=deliveries, state__in=STUCK)
    stuck = [row for row in rows.order_by("id").select_related("channel") if row.channel.connected]
    _anew(Delivery.objects.filter(pk__in=[row.pk for row in stuck]))
    for purpose in sorted({row.channel.purpose for row in stuck}):
        mine = [row for row in stuck if row.channel.purpose == purpose]
        receiver(purpose).settled(
            [Settled(row.pk, row.chat, row.entry, DeliveryState.QUEUED, "", 0, "", "") for row in mine]
        )
    for channel in {row.channel_id for row in stuck}:
        wakes.wake(wakes.WAY_OUT, channel)
    return stuck


def _anew(stuck: Any) -> int:
    """As if they had never been tried."""
    return int(
        stuck.update(
            state=DeliveryState.QUEUED,
            attempt=None,
            lease_until=None,
            tries=0,
            doubt=False,
            first_tried_at=None,
            error_code="",
            error_text="",
            settled_at=None,
            due_at=clock.now(),
        )
    )
