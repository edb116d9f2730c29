"""The first message that came through a channel, for «Check the connection» (CHN-9)."""

import datetime
from dataclasses import dataclass

from channels_hub.messengers import messenger
from channels_hub.messengers.errors import Malformed
from channels_hub.messengers.vocabulary import Message, Start
from channels_hub.models import Channel, Receipt

LOOKED_AT = 20


@dataclass(frozen=True)
class First:
    """`text` may be empty (a photo); `seconds` is how long it was on its way."""

    text: str
    at: datetime.datetime
    seconds: int


def first_message(channel: Channel) -> First | None:
    """The first thing a client wrote since the channel was connected; None when nothing came. In the project's scope."""
    rows = Receipt.objects.filter(
        project=channel.project_id, channel=channel.pk, received_at__gte=channel.connected_at
    ).order_by("id")
    parse = messenger(channel.kind).parse
    for row in rows[:LOOKED_AT]:
        try:
            happenings = parse(bytes(row.body))
        except Malformed:
            continue
        for happening in happenings:
            if isinstance(happening, Message | Start):
                sent = datetime.datetime.fromtimestamp(happening.at / 1000, datetime.UTC)
                return First(
                    happening.text, row.received_at, max(0, round((row.received_at - sent).total_seconds()))
                )
    return None
