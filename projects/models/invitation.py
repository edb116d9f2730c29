"""An invitation by email (TEAM-1)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from common import clock
from projects.enums import Right, Role
from projects.models.owned import ProjectOwned


class Invitation(ProjectOwned):
    """Waits for the person who owns the mailbox; the token itself is only in the mail, its SHA-256 is here.

    `lent_to` is who got a password from the inviter: the first sign-in accepts it.
    """

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True, default="")
    lent_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.MANAGER)
    denied = ArrayField(models.CharField(max_length=32, choices=Right.choices), default=list, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta(ProjectOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["project", "email"], condition=models.Q(accepted_at=None), name="invitation_once"
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
