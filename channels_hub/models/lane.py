"""The way in of one channel (ARCHITECTURE §3): whoever holds the row ingests its receipts in order."""

from django.db import models


class Lane(models.Model):
    """Not project-owned: lanes are swept across projects. The sender of the channel locks the channel's row, not this."""

    channel = models.OneToOneField(
        "channels_hub.Channel", models.CASCADE, primary_key=True, related_name="+", db_constraint=True
    )
    project = models.BigIntegerField()

    def __str__(self) -> str:
        return f"lane {self.pk}"
