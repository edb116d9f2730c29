"""A person who signs in (ACC-2 to ACC-4); one person may work in many accounts and projects."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.crypto import salted_hmac

from accounts.enums import Density, Gender, Theme
from common import clock


class People(BaseUserManager["Person"]):
    """Django's entrance for making people; email is compared without case."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "Person":
        person = self.model(email=self.normalize_email(email).lower() or None, **facts)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email: str, password: str | None = None, **facts: Any) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **facts)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email=(username or "").lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """`email` is absent for those who came by messenger only. `sign_out_epoch` grows to end all sessions.

    A password set by another (`password_borrowed`) is good for the first sign-in only: it must be changed there, and it
    dies with its sessions when the mailbox is confirmed (ARCHITECTURE §2).
    """

    email = models.EmailField(max_length=254, null=True, blank=True, unique=True)
    name = models.CharField(max_length=120)
    photo = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    time_zone = models.CharField(max_length=64, blank=True, default="")
    theme = models.CharField(max_length=8, choices=Theme.choices, blank=True, default="")
    density = models.CharField(max_length=8, choices=Density.choices, blank=True, default="")
    gender = models.CharField(max_length=1, choices=Gender.choices, blank=True, default="")
    letter_keys = models.BooleanField(default=True)
    sound = models.BooleanField(default=True)
    email_confirmed_at = models.DateTimeField(null=True, blank=True)
    password_borrowed = models.BooleanField(default=False)
    sign_out_epoch = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="person_email_is_lower"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        """The first word of the name."""
        return self.name.split(" ")[0]

    @property
    def photo_url(self) -> str:
        """Where colleagues see the photo; "" without one."""
        return reverse("accounts:photo", args=[self.photo]) if self.photo else ""

    def get_session_auth_hash(self) -> str:
        """Changes with the password and with «sign out everywhere», which ends all sessions."""
        return salted_hmac(
            "accounts.Person", f"{self.password}:{self.sign_out_epoch}", algorithm="sha256"
        ).hexdigest()
