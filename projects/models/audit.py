"""Who did what, from where (GEN-4); rows are only ever added."""

from django.conf import settings
from django.db import models

from common import clock
from projects.models.owned import ProjectOwned


class Act(ProjectOwned):
    """One audited act: `what` like "channel.connected", `ids` of what it touched (never contents)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=64)
    ids = models.JSONField(default=dict)
    ip = models.GenericIPAddressField(null=True)
    at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        indexes = [models.Index(fields=["project", "-at", "-id"], name="act_newest")]

    def __str__(self) -> str:
        return f"{self.what} {self.pk}"
