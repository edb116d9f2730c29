"""What happened and who must still react (ARCHITECTURE §1.1)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from projects.models.owned import ProjectOwned


class Fact(ProjectOwned):
    """Written in the transaction of the event; each reaction removes its name from `pending` in its own transaction.

    Reactions of one chat run in order of id. The row goes when `pending` is empty.
    """

    chat = models.BigIntegerField(null=True)
    name = models.CharField(max_length=64)
    ids = models.JSONField(default=dict)
    pending = ArrayField(models.CharField(max_length=64))
    tries = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField()
    error = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta(ProjectOwned.Meta):
        indexes = [
            models.Index(fields=["due_at", "id"], name="fact_due"),
            models.Index(fields=["chat", "id"], name="fact_of_chat"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
