"""Which processes live (`/readyz`, `manage.py status`)."""

from django.db import models


class Heartbeat(models.Model):
    """One row a kind of process (lanes, worker, beat); `at` is the database's now()."""

    name = models.CharField(max_length=16, primary_key=True)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
