"""New people (ACC-2, TEAM-1)."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation

from accounts.domain import mailboxes
from accounts.models import Person
from common import clock


class Known(Exception):
    """Somebody already signs in with the address."""


def sign_up(name: str, email: str, password: str) -> Person:
    """Make a person who signed up by email; the link that confirms the address is mailed. Raises Known."""
    with transaction.atomic():
        person = _make(name, email, password, translation.get_language() or "")
        mailboxes.ask_confirmation(person)
    return person


def come_by_letter(name: str, email: str, password: str) -> Person:
    """Make a person who came by a link in their mailbox: the address is theirs. Raises Known."""
    return _make(name, email, password, translation.get_language() or "", email_confirmed_at=clock.now())


def lend_password(name: str, email: str, password: str) -> Person:
    """Make a person whose password another has set: good for the first sign-in only (ARCHITECTURE §2). Raises Known."""
    return _make(name, email, password, "", password_borrowed=True)


def lend_again(person: Person, password: str) -> None:
    """Another password for who never set an own one; sessions of the old one end."""
    person.set_password(password)
    person.save(update_fields=["password"])


def _make(name: str, email: str, password: str, language: str, **facts: Any) -> Person:
    try:
        with transaction.atomic():
            return Person.objects.create_user(email, password, name=name, language=language, **facts)
    except IntegrityError:
        raise Known from None
