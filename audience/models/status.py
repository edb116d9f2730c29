"""How far a contact has come (CARD-2)."""

from django.db import models

from audience.enums import StatusKey
from projects.models import ProjectOwned


class Status(ProjectOwned):
    """One of the project's statuses; the six first have a `key`, and an own `name` once renamed."""

    key = models.CharField(max_length=16, choices=StatusKey.choices, blank=True, default="")
    name = models.CharField(max_length=60, blank=True, default="")
    position = models.PositiveSmallIntegerField()
    hue = models.PositiveSmallIntegerField(default=1)

    class Meta(ProjectOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["project", "key"], condition=~models.Q(key=""), name="status_key_once"
            ),
        ]
        indexes = [models.Index(fields=["project", "position"], name="status_order")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The project's own name, else the reader's word for the key."""
        return self.name or (str(StatusKey(self.key).label) if self.key else "")
