"""Looking at channels by the clock (CHN-10; the schedule: wepster.celery)."""

from celery import shared_task

from channels_hub.domain import checking
from channels_hub.queries import channels
from common import clock

FORGET_AFTER = 240


@shared_task(name="channels_hub.tasks.health.sweep")
def sweep() -> None:
    """Each minute: ask for a look at the channels whose turn it is; the worker's processes bound how many at once."""
    for project, channel in channels.to_look_at(clock.now()):
        look.apply_async((project, channel), expires=FORGET_AFTER)


@shared_task(name="channels_hub.tasks.health.look")
def look(project: int, channel: int) -> None:
    """Look at one channel."""
    checking.check_by_id(project, channel)
