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
    for row in rows:  # one that is perhaps at the client already has not failed
        row.state = DeliveryState.UNCERTAIN if row.doubt else DeliveryState.FAILED
        row.doubt, row.error_code, row.error_text, row.settled_at = False, CODE, "", clock.now()
    fields = ["state", "doubt", "error_code", "error_text", "settled_at"]
    Delivery.objects.bulk_update(rows, fields, batch_size=500)
    receiver(channel.purpose).settled(
        [Settled(row.pk, row.chat, row.entry, row.state, error_code=CODE) for row in rows]
    )
    return len(rows)
