"""A person on the way through a messenger's sign-in (CHN-5, CHN-6): what came of it stays on the server."""

from django.conf import settings
from django.db import models

from channels_hub.enums import Kind
from common import clock
from common.crypto import EncryptedField
from projects.models import ProjectOwned


class SignIn(ProjectOwned):
    """Good for a quarter of an hour, for this person in this project. `state` goes to the provider and back, once.

    `grant` is the person's, `account` and `token` those of the account that its second leg is about.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    state = models.CharField(max_length=64, unique=True)
    account = models.CharField(max_length=128, blank=True, default="")
    grant = EncryptedField(blank=True, default="")
    token = EncryptedField(blank=True, default="")
    back_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        indexes = [models.Index(fields=["project", "person", "kind", "-id"], name="sign_in_of_person")]

    def __str__(self) -> str:
        return f"sign-in {self.pk}"
