"""Sign-in by email and password (ACC-3)."""

from django.contrib.auth import authenticate, login
from django.http import HttpRequest

from accounts.domain import passwords
from accounts.domain.attempts import SIGN_IN_ADDRESS, SIGN_IN_HERE, SIGN_IN_NAME, attempt, forgive
from accounts.models import Person
from common.visitors import ip_of


def sign_in(request: HttpRequest, email: str, password: str) -> Person | None:
    """Sign the person in and return them; None when name and password do not fit, whoever exists. Raises Throttled."""
    email, ip = email.strip().lower(), ip_of(request)
    attempt(SIGN_IN_ADDRESS, ip)
    attempt(SIGN_IN_HERE, ip, email)
    attempt(SIGN_IN_NAME, email)
    person = authenticate(request, email=email, password=password)
    if not isinstance(person, Person):
        return None
    forgive(SIGN_IN_HERE, ip, email)
    if person.password_borrowed and not passwords.burn_borrowed(person):
        return None
    begin_session(request, person)
    return person


def begin_session(request: HttpRequest, person: Person) -> None:
    """A session of the person in this browser, under a fresh key."""
    login(request, person, backend="accounts.backends.EmailBackend")
