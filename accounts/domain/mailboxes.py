"""Whose mailbox an address is (ACC-2, ACC-4): a mailed link proves it."""

import datetime
from dataclasses import dataclass

from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.domain import mailing
from accounts.domain.passwords import reset_path
from accounts.models import Person
from accounts.signing_out import sessions_ended
from common import clock

SALT = "accounts.mailbox"
LIFE = datetime.timedelta(days=7)


@dataclass(frozen=True)
class Claim:
    """`person` says that `email` is theirs; `change` when it would replace the present address."""

    person: Person
    email: str
    change: bool


class Taken(Exception):
    """Somebody else signs in with the address by now."""


def confirm_path(person: Person, email: str = "") -> str:
    """The path that proves the mailbox `email` (the person's present one when empty)."""
    token = signing.dumps([person.pk, email or person.email, person.email], salt=SALT)
    return reverse("accounts:confirm", args=[token])


def ask_confirmation(person: Person) -> None:
    """Mail the link that confirms the person's address."""
    facts = {"name": person.get_short_name(), "email": person.email, "path": confirm_path(person)}
    with transaction.atomic():
        mailing.post(str(person.email), "confirm", facts, person.language)


def ask_change(person: Person, email: str) -> None:
    """Mail the link that changes the person's address to `email`, there; the old one keeps working until then.

    An address that somebody signs in with gets a warning instead of a link: the asker sees no difference.
    """
    with transaction.atomic():
        if Person.objects.filter(email=email).exclude(pk=person.pk).exists():
            mailing.post(email, "taken", {"path": reverse("accounts:sign_in")}, person.language)
            return
        facts = {"name": person.get_short_name(), "email": email, "path": confirm_path(person, email)}
        mailing.post(email, "change", facts, person.language)


def read_claim(token: str) -> Claim | None:
    """What a link claims; None when it is broken, too old, or the person's address changed since."""
    try:
        pk, email, present = signing.loads(token, salt=SALT, max_age=LIFE)
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.filter(pk=pk, is_active=True).first()
    if person is None or person.email not in (present, email):
        return None
    return Claim(person, email, email != person.email)


def confirm(claim: Claim) -> str:
    """The mailbox is the person's: letters that waited leave. Raises Taken.

    A password set by another dies with its sessions here (ARCHITECTURE §2); then the answer is the path where the
    holder of the mailbox sets a new one, else "".
    """
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=claim.person.pk)
        old = person.email
        borrowed = person.password_borrowed
        person.email, person.email_confirmed_at = claim.email, clock.now()
        if borrowed:
            person.set_unusable_password()
            person.password_borrowed = False
            person.sign_out_epoch += 1
        try:
            with transaction.atomic():
                person.save()
        except IntegrityError:
            raise Taken from None
        if borrowed:
            sessions_ended(person)
        if old and old != person.email:
            mailing.post(
                old, "changed", {"name": person.get_short_name(), "email": person.email}, person.language
            )
        mailing.wake()
    return reset_path(person) if borrowed else ""
