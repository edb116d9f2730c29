"""Letters: written down with what they are about, sent in the background, at least once."""

import datetime
import logging
from smtplib import SMTPRecipientsRefused
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from accounts.models import Mail, Person
from common import clock, jobs

log = logging.getLogger(__name__)
SEND = "accounts.tasks.mail.send_due"
LEASE = datetime.timedelta(minutes=2)
TRIES = 12


def post(
    to: str,
    letter: str,
    facts: dict[str, Any],
    language: str = "",
    waits_for: Person | None = None,
    *,
    unsent: bool = False,
) -> Mail:
    """Write the letter templates/accounts/mail/<letter>.txt to `to`, in the reader's language; it leaves on commit.

    The template's first line is the subject; `facts` are its variables (addresses as paths: PUBLIC_URL is put before).
    With `waits_for` it leaves when that person's mailbox is confirmed; `unsent` is written down as given up at once.
    """
    with translation.override(language or translation.get_language() or settings.LANGUAGE_CODE):
        written = render_to_string(
            f"accounts/mail/{letter}.txt", {**facts, "site": settings.PUBLIC_URL}
        ).strip()
    subject, _, text = written.partition("\n")
    subject = " ".join(subject.split())[:250]
    waiting = waits_for if waits_for is not None and waits_for.email_confirmed_at is None else None
    mail = Mail.objects.create(
        to=to,
        subject=subject,
        text="" if unsent else text.strip() + "\n",
        waits_for=waiting,
        gave_up_at=clock.now() if unsent else None,
    )
    wake()
    return mail


def wake() -> None:
    """Ask for a round of sending once the open transaction commits."""
    jobs.later(current_app.signature(SEND))


def send_due(limit: int = 100) -> int:
    """Send what is due; returns how many left. Safe to run many times at once."""
    sent = 0
    for _ in range(limit):
        mail = _claim()
        if mail is None:
            break
        sent += _send(mail)
    return sent


def _claim() -> Mail | None:
    """The next due letter, leased for two minutes; None when there is none."""
    now = clock.now()
    with transaction.atomic():
        due = Mail.objects.select_for_update(skip_locked=True, of=("self",)).filter(
            sent_at=None, gave_up_at=None, due_at__lte=now
        )
        due = due.exclude(waits_for__isnull=False, waits_for__email_confirmed_at=None)
        mail = due.order_by("due_at", "id").first()
        if mail is not None:
            mail.tries += 1
            mail.due_at = now + LEASE
            mail.save(update_fields=["tries", "due_at"])
    return mail


def _send(mail: Mail) -> bool:
    try:
        EmailMessage(mail.subject, mail.text, to=[mail.to]).send()
    except Exception as error:  # whatever the mail server says: the letter stays and is tried again
        _put_off(mail, error)
        return False
    Mail.objects.filter(pk=mail.pk).update(sent_at=clock.now(), text="")
    return True


def _put_off(mail: Mail, error: Exception) -> None:
    log.warning("mail %s not sent, try %s: %s", mail.pk, mail.tries, type(error).__name__)
    now = clock.now()
    if mail.tries >= TRIES or isinstance(error, SMTPRecipientsRefused):
        Mail.objects.filter(pk=mail.pk).update(gave_up_at=now, text="")
        return
    Mail.objects.filter(pk=mail.pk).update(
        due_at=now + datetime.timedelta(seconds=15 * 2 ** min(mail.tries, 10))
    )


def forget_old() -> None:
    """Drop letters that left a month ago."""
    Mail.objects.filter(created_at__lt=clock.now() - datetime.timedelta(days=30)).exclude(
        sent_at=None, gave_up_at=None
    ).delete()
