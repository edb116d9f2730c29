"""A connected bot, community or page (CHN-1, CHN-2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from channels_hub.enums import Health, Intake, Kind, Purpose
from common import clock
from common.crypto import EncryptedField
from projects.models import ProjectOwned


class Channel(ProjectOwned):
    """`account` is the provider's stable id of the bot; `key` the unguessable part of the webhook address.

    One provider account is connected in one project only: the database says so. `blocked_until` is the provider's own
    retry-after; it silences this channel alone.
    """

    kind = models.CharField(max_length=16, choices=Kind.choices)
    purpose = models.CharField(max_length=16, choices=Purpose.choices, default=Purpose.CLIENTS)
    account = models.CharField(max_length=128)
    name = models.CharField(max_length=255)
    username = models.CharField(max_length=128, blank=True, default="")
    picture = models.CharField(max_length=200, blank=True, default="")
    token = EncryptedField(blank=True, default="")
    key = models.CharField(max_length=64, unique=True)
    secret = EncryptedField(blank=True, default="")
    intake = models.CharField(max_length=8, choices=Intake.choices, default=Intake.WEBHOOK)
    poll_after = models.CharField(max_length=64, blank=True, default="")
    extra = models.JSONField(default=dict, blank=True)
    connected = models.BooleanField(default=True)
    connected_at = models.DateTimeField(default=clock.now)
    disconnected_at = models.DateTimeField(null=True, blank=True)
    health = models.CharField(max_length=16, choices=Health.choices, default=Health.WAITING)
    health_detail = models.CharField(max_length=300, blank=True, default="")
    health_at = models.DateTimeField(null=True, blank=True)
    first_event_at = models.DateTimeField(null=True, blank=True)
    last_event_at = models.DateTimeField(null=True, blank=True)
    blocked_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        verbose_name, verbose_name_plural = _("channel"), _("channels")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "account"], condition=models.Q(connected=True), name="channel_account_once"
            )
        ]
        indexes = [models.Index(fields=["project", "connected", "id"], name="channel_of_project")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
