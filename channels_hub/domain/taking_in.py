"""What our own provider says, stored as receipts in its transaction: both happen, or neither (decision 0027)."""

from django.db import connection

from channels_hub.domain.storing import rows_of
from channels_hub.messengers import messenger
from channels_hub.models import Channel
from channels_hub.queries import receipts
from channels_hub.queries.hooks import Hook
from common import wakes


def take_in(channel: Channel, body: bytes) -> None:
    """Store the parts of a body for the channel's lane; the same event twice makes one receipt. In the caller's transaction."""
    hook = Hook(channel.pk, channel.project_id, channel.kind, "", "")
    rows = rows_of(hook, messenger(channel.kind).split(body))
    with connection.cursor() as cursor:
        receipts.store(cursor, rows)
    wakes.wake(wakes.WAY_IN, channel.pk)
