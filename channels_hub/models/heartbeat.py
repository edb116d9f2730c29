"""Which processes live (`/readyz`, `manage.py status`)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """One row a kind of process (lanes, worker, beat); `at` is the database's now()."""

    name = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    class Meta:
        verbose_name, verbose_name_plural = _("heartbeat"), _("heartbeats")

    def __str__(self) -> str:
        return self.name
