"""Passwords (ACC-3, ACC-4): changing, forgetting, and those set by another (TEAM-1)."""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from accounts.arriving import arrived
from accounts.domain import mailing
from accounts.models import Person
from accounts.signing_out import sessions_ended
from common import clock

tokens = PasswordResetTokenGenerator()


def reset_path(person: Person) -> str:
    """The path of the page where the holder of the mailbox sets a new password; good for three days, once."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("accounts:reset", args=[uid, tokens.make_token(person)])


def person_of(uid: str, token: str) -> Person | None:
    """Whose reset link this is; None when it is broken, used or too old."""
    try:
        person = Person.objects.filter(pk=int(force_str(urlsafe_base64_decode(uid))), is_active=True).first()
    except (ValueError, OverflowError):
        return None
    return person if person is not None and tokens.check_token(person, token) else None


def ask_reset(email: str) -> None:
    """Mail a reset link to the address when somebody signs in with it.

    For an address that nobody has the same work is done, and the letter is not sent: the time tells nothing either.
    """
    email = email.strip().lower()
    found = Person.objects.filter(email=email, is_active=True).first()
    person = found or Person(pk=0, email=email, name=email, password="!")  # noqa: S106  an unusable one
    facts = {"name": person.get_short_name(), "path": reset_path(person)}
    with transaction.atomic():
        mailing.post(email, "reset", facts, person.language, unsent=found is None)


def set_password(person: Person, password: str, *, by_mail: bool = False) -> None:
    """Give the person a password of their own; every session ends (the caller may keep the present one).

    `by_mail`: it was set through a link sent to the mailbox, which therefore is theirs.
    """
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        locked.set_password(password)
        locked.password_borrowed = False
        if by_mail and locked.email_confirmed_at is None:
            locked.email_confirmed_at = clock.now()
            mailing.wake()
        locked.save(update_fields=["password", "password_borrowed", "email_confirmed_at"])
        sessions_ended(locked)
        arrived(locked)
    person.password, person.password_borrowed = locked.password, False
    person.email_confirmed_at = locked.email_confirmed_at


def burn_borrowed(person: Person) -> bool:
    """The first sign-in with a password set by another uses it up; False when another sign-in was first.

    The person stays `password_borrowed`: a password of their own must be set in that session.
    """
    burnt = Person()
    burnt.set_unusable_password()
    rows = Person.objects.filter(pk=person.pk, password=person.password, password_borrowed=True)
    if not rows.update(password=burnt.password):
        return False
    person.password = burnt.password
    return True


def sign_out_everywhere(person: Person) -> None:
    """End all sessions of the person, this one too."""
    with transaction.atomic():
        locked = Person.objects.select_for_update().get(pk=person.pk)
        locked.sign_out_epoch += 1
        locked.save(update_fields=["sign_out_epoch"])
        sessions_ended(locked)
