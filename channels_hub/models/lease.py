"""Who works for a channel just now, across processes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lease(models.Model):
    """`work` is "out" (the one sender, which keeps the pace) or "poll"; `until` is the database's now() plus seconds.

    `quiet_from` is when the holder before this one may have called last: a new holder waits one window after it. Not
    project-owned: lanes take leases across projects.
    """

    channel = models.BigIntegerField()
    work = models.CharField(max_length=8)
    holder = models.UUIDField()
    until = models.DateTimeField()
    quiet_from = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("lease"), _("leases")
        constraints = [models.UniqueConstraint(fields=["channel", "work"], name="lease_once")]

    def __str__(self) -> str:
        return f"{self.work} of channel {self.channel}"
