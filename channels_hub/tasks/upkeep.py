"""Upkeep of the roads by the clock (the schedule: wepster.celery)."""

from celery import shared_task

from channels_hub.domain import settling, upkeep


@shared_task(name="channels_hub.tasks.upkeep.days")
def days() -> None:
    """Make the tables of the next days, drop old ones, forget old keys."""
    upkeep.make_days()
    upkeep.drop_days()
    upkeep.forget_keys()


@shared_task(name="channels_hub.tasks.upkeep.lost")
def lost() -> None:
    """Give up calls that nobody finished (the lanes do it too; this is for when there are none)."""
    settling.give_up_lost()
