"""What still waits for a channel that is disconnected is not sent later (CHN-11): it fails now, in words, and may be sent again."""

from channels_hub.enums import DeliveryState
from channels_hub.models import Channel, Delivery
from channels_hub.receivers import Settled, receiver
from common import clock

CODE = "disconnected"


def drop_queued(channel: Channel) -> int:
    """Fail the channel's queued deliveries and tell the floor above; in the caller's transaction. Returns how many."""
    waiting = Delivery.objects.filter(channel=channel, state=DeliveryState.QUEUED)
    rows = list(waiting.select_for_update(of=("self",)).order_by("id"))
    if not rows:
        return 0
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=DeliveryState.FAILED, error_code=CODE, error_text="", settled_at=clock.now()
    )
    receiver(channel.purpose).settled(
        [Settled(row.pk, row.chat, row.entry, DeliveryState.FAILED, error_code=CODE) for row in rows]
    )
    return len(rows)
