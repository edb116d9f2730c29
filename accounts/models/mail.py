"""Letters that must leave: written in the transaction that made them true, sent by accounts.tasks.mail."""

from django.conf import settings
from django.db import models

from common import clock


class Mail(models.Model):
    """One letter. `waits_for`: it leaves only after that person's mailbox is confirmed (ACC-2).

    The text is blanked once sent: links in it are keys. `gave_up_at` ends the tries.
    """

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    waits_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="waiting_mails"
    )
    due_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    gave_up_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=models.Q(sent_at=None, gave_up_at=None), name="mail_due"
            )
        ]

    def __str__(self) -> str:
        return f"mail {self.pk}"
