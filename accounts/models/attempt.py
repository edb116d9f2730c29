"""Counted attempts (ACC-3): how often something was tried from an address or for a name lately."""

from django.db import models


class Attempt(models.Model):
    """One counter for `key` (for example "sign-in:ip:203.0.113.7") in the window that began at `since`."""

    key = models.CharField(max_length=200, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.key
