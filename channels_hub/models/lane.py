"""The way in of one channel (ARCHITECTURE §3): whoever holds the row ingests its receipts in order."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lane(models.Model):
    """Not project-owned: lanes are swept across projects. The sender of the channel locks the channel's row, not this."""

    channel = models.OneToOneField(
        "channels_hub.Channel", models.CASCADE, primary_key=True, related_name="+", db_constraint=True
    )
    project = models.BigIntegerField()

    class Meta:
        verbose_name, verbose_name_plural = _("lane"), _("lanes")

    def __str__(self) -> str:
        return f"lane {self.pk}"
