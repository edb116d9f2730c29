import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import override_settings

from accounts.domain import mailing
from accounts.models import Mail
from common import clock

pytestmark = pytest.mark.django_db
FACTS = {"name": "Olga", "email": "olga@mail.test", "path": "/accounts/confirm/secret/"}


def test_a_letter_leaves_once_and_keeps_no_key_behind() -> None:
    mailing.post("olga@mail.test", "confirm", FACTS, "en")

    assert (mailing.send_due(), mailing.send_due()) == (1, 0)

    assert len(mail.outbox) == 1
    assert "http://localhost:8000/accounts/confirm/secret/" in mail.outbox[0].body
    assert "secret" not in Mail.objects.get().text


@override_settings(EMAIL_BACKEND="tests.accounts.broken_mail.Backend")
def test_a_letter_that_fails_is_tried_again() -> None:
    mailing.post("olga@mail.test", "confirm", FACTS, "en")

    assert mailing.send_due() == 0

    letter = Mail.objects.get()
    assert letter.sent_at is None
    assert letter.due_at > clock.now()
    Mail.objects.update(due_at=clock.now() - datetime.timedelta(seconds=1))
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        assert mailing.send_due() == 1


@pytest.mark.row("ACC-2")
def test_a_letter_that_waits_for_a_mailbox_leaves_when_it_is_confirmed(
    make_person: Callable[..., Any],
) -> None:
    from accounts.domain.mailboxes import confirm, confirm_path, read_claim

    inviter = make_person(email_confirmed_at=None)
    mailing.post("timur@mail.test", "confirm", FACTS, "en", waits_for=inviter)
    assert mailing.send_due() == 0

    claim = read_claim(confirm_path(inviter).split("/")[-2])
    assert claim is not None
    confirm(claim)

    assert mailing.send_due() == 1


def test_a_name_cannot_add_headers(make_person: Callable[..., Any]) -> None:
    facts = {"inviter": "Eve\r\nBcc: all@mail.test", "project": "X", "name": "T", "path": "/x"}
    mailing.post("timur@mail.test", "lent", facts, "en")

    assert mailing.send_due() == 1
    assert mail.outbox[0].recipients() == ["timur@mail.test"]
    assert "\n" not in mail.outbox[0].subject
