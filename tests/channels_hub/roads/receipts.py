"""What is stored of a channel."""

from typing import Any

from channels_hub.models import Channel, Receipt


def stored(channel: Channel) -> list[Any]:
    """The receipts of a channel, in order."""
    return list(Receipt.objects.filter(channel=channel.pk).order_by("id"))


def states(channel: Channel) -> list[int]:
    return [receipt.state for receipt in stored(channel)]
