"""What an owner pays for (TAR-1): an account holds projects and the people who work in them."""

from django.conf import settings
from django.db import models

from accounts.enums import Plan
from common import clock


class Account(models.Model):
    """`plan` is in force after `trial_until`; before it the trial's plan is."""

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="account")
    plan = models.CharField(max_length=16, choices=Plan.choices, default=Plan.START)
    trial_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.owner}"


class Membership(models.Model):
    """A person belongs to an account; removing it removes the person from every project of it (TEAM-5)."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "person"], name="membership_once")]

    def __str__(self) -> str:
        return f"{self.account_id}/{self.person_id}"
