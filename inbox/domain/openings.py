"""Who opened the chat by a link before they could be written to (ACQ-2): remembered until they start or write."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import replace

from channels_hub.messengers.vocabulary import Inbound, Message, Start
from channels_hub.messengers.vocabulary import Opening as Opened
from channels_hub.models import Channel
from common import clock
from common.text import storable
from inbox.domain.ordering import moment
from inbox.models import Opening

KEPT = datetime.timedelta(days=30)


def remember(channel: Channel, opened: Iterable[Opened]) -> None:
    """Keep what links carried, the latest of each person; in the caller's transaction and scope."""
    now = clock.now()
    latest = {one.peer: one for one in opened if one.payload}
    if not latest:
        return
    Opening.objects.filter(created_at__lt=now - KEPT).delete()
    Opening.objects.bulk_create(
        [
            Opening(
                project_id=channel.project_id,
                channel=channel,
                peer=storable(one.peer)[:128],
                payload=storable(one.payload)[:256],
                at=moment(one.at, now),
                created_at=now,
            )
            for one in latest.values()
        ],
        update_conflicts=True,
        unique_fields=["channel", "peer"],
        update_fields=["payload", "at", "created_at"],
    )


def consume(channel: Channel, happenings: Sequence[Inbound]) -> list[Inbound]:
    """The happenings, each person's first Start or message with what they opened the chat with.

    A Start without a payload gets it; before a message, or a Start with a payload of its own, a Start stands for the opening.
    """
    first: dict[str, int] = {}
    for place, happening in enumerate(happenings):
        if isinstance(happening, (Message, Start)):
            first.setdefault(happening.peer, place)
    remembered = {row.peer: row for row in Opening.objects.filter(channel=channel, peer__in=first)}
    if not remembered:
        return list(happenings)
    Opening.objects.filter(pk__in=[row.pk for row in remembered.values()]).delete()
    told: list[Inbound] = []
    for place, happening in enumerate(happenings):
        row = remembered.get(happening.peer)
        if row is None or first.get(happening.peer) != place:
            told.append(happening)
        elif isinstance(happening, Start) and not happening.payload:
            told.append(replace(happening, payload=row.payload))
        else:
            at = int(row.at.timestamp() * 1000)
            told += [
                Start(happening.peer, happening.profile, at, f"opening:{row.pk}", payload=row.payload),
                happening,
            ]
    return told
