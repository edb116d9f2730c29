"""The person behind one or more chats (CARD-1, CARD-5)."""

from django.db import models

from audience.enums import Sex
from audience.models.status import Status
from channels_hub.models import MediaFile
from common import clock
from projects.models import ProjectOwned, owned_key


class Contact(ProjectOwned):
    """Names from the messenger are refreshed until staff edit them (`name_edited`). `version` grows with each edit, so that
    two editors notice each other (CARD-9). The absorbed of a merge keeps its id and resolves through `merged_into`.
    """

    first_name = models.CharField(max_length=128, blank=True, default="")
    last_name = models.CharField(max_length=128, blank=True, default="")
    name_edited = models.BooleanField(default=False)
    photo = owned_key(MediaFile, models.PROTECT, null=True, blank=True)
    status = owned_key(Status, models.PROTECT)
    email = models.CharField(max_length=254, blank=True, default="")
    phone = models.CharField(max_length=20, blank=True, default="")
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True, default="")
    country = models.CharField(max_length=80, blank=True, default="")
    city = models.CharField(max_length=120, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    about = models.TextField(blank=True, default="")
    fields = models.JSONField(default=dict, blank=True)
    search = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    merged_into = owned_key("audience.Contact", models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    last_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        indexes = [
            models.Index(fields=["project", "-created_at", "-id"], name="contact_newest"),
            models.Index(fields=["project", "-last_at", "-id"], name="contact_lately"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """First and last name; empty when the messenger gave none."""
        return f"{self.first_name} {self.last_name}".strip()
