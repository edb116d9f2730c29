"""Sending letters in the background, and tidying up behind sign-in."""

from celery import shared_task

from accounts.domain import attempts, mailing


@shared_task(name="accounts.tasks.mail.send_due")
def send_due() -> None:
    """Send what is due; beat repeats it, so a lost wake-up loses no letter."""
    mailing.send_due()


@shared_task(name="accounts.tasks.mail.tidy")
def tidy() -> None:
    """Forget old letters and old counters."""
    mailing.forget_old()
    attempts.forget_old()
