"""A contact in one messenger (ARCHITECTURE §2): who that is at the provider."""

from django.db import models

from audience.models.contact import Contact
from channels_hub.models import Channel, MediaFile
from common import clock
from projects.models import ProjectOwned, owned_key


class Identity(ProjectOwned):
    """Unique per channel and the provider's id; a merge moves it to another contact."""

    channel = owned_key(Channel, models.PROTECT)
    external_id = models.CharField(max_length=128)
    contact = owned_key(Contact, models.PROTECT, related_name="identities")
    first_name = models.CharField(max_length=128, blank=True, default="")
    last_name = models.CharField(max_length=128, blank=True, default="")
    username = models.CharField(max_length=128, blank=True, default="")
    language = models.CharField(max_length=16, blank=True, default="")
    photo = owned_key(MediaFile, models.PROTECT, null=True, blank=True)
    profile_at = models.DateTimeField(null=True, blank=True)
    blocked_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["channel", "external_id"], name="identity_once")]
        indexes = [models.Index(fields=["project", "contact"], name="identity_of_contact")]

    def __str__(self) -> str:
        return f"identity {self.pk}"
