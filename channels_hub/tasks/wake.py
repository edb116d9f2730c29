"""The one task of the lanes' queue."""

from celery import shared_task

from common import wakes


@shared_task(name="channels_hub.tasks.wake.wake")
def wake(channel: int) -> None:
    """Wake both roads of a channel in all lanes processes (for staff and scripts; the product itself publishes hints)."""
    wakes.publish(wakes.WAY_IN, (channel,))
    wakes.publish(wakes.WAY_OUT, (channel,))
