"""Sign-in by email and password; the same work and the same answer for an unknown address (ACC-3)."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from accounts.models import Person


class EmailBackend(ModelBackend):
    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> Person | None:
        email = (kwargs.get("email") or username or "").strip().lower()
        if not email or password is None:
            return None
        person = Person.objects.filter(email=email).first()
        if person is None:
            Person().set_password(password)  # the same time is spent for an address nobody has
            return None
        return person if person.check_password(password) and self.user_can_authenticate(person) else None
