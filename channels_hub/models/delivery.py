"""All that goes out (ARCHITECTURE §4): one row per provider call."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from channels_hub.enums import DeliveryState, Priority
from channels_hub.models.channel import Channel
from common import clock
from projects.models import ProjectOwned, owned_key


class Delivery(ProjectOwned):
    """`chat` and `entry` are ids of the floor above, plain numbers without keys. `intent` makes a send happen once:
    "composer:<uuid>", "chain:<id>", "broadcast:<recipient>"; `part` numbers the calls of one entry.

    `content` is channels_hub.messengers.content.Outgoing as JSON. In a chat only one is claimed or calling. `doubt`: a call
    of it is perhaps taken already, and the provider is asked once more with the same key (Traits.dedupe_seconds).
    """

    channel = owned_key(Channel, models.PROTECT)
    chat = models.BigIntegerField()
    entry = models.BigIntegerField()
    peer = models.CharField(max_length=128)
    intent = models.CharField(max_length=100)
    part = models.PositiveSmallIntegerField(default=0)
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.REPLY)
    content = models.JSONField()
    state = models.CharField(max_length=9, choices=DeliveryState.choices, default=DeliveryState.QUEUED)
    attempt = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(default=clock.now)
    tries = models.PositiveSmallIntegerField(default=0)
    doubt = models.BooleanField(default=False, db_default=False)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    provider_id = models.CharField(max_length=128, blank=True, default="")
    error_code = models.CharField(max_length=32, blank=True, default="")
    error_text = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta(ProjectOwned.Meta):
        verbose_name, verbose_name_plural = _("delivery"), _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["project", "intent", "part"], name="delivery_intent_once"),
            models.UniqueConstraint(
                fields=["chat"],
                condition=models.Q(state__in=[DeliveryState.CLAIMED, DeliveryState.CALLING]),
                name="delivery_one_in_flight",
            ),
        ]
        indexes = [
            models.Index(
                fields=["channel", "priority", "id"],
                condition=models.Q(state=DeliveryState.QUEUED),
                name="delivery_due",
            ),
            models.Index(
                fields=["lease_until"],
                condition=models.Q(state__in=[DeliveryState.CLAIMED, DeliveryState.CALLING]),
                name="delivery_leased",
            ),
            models.Index(
                fields=["chat", "priority", "id"],
                condition=models.Q(
                    state__in=[DeliveryState.QUEUED, DeliveryState.CLAIMED, DeliveryState.CALLING]
                ),
                name="delivery_unfinished",
            ),
            models.Index(fields=["entry"], name="delivery_of_entry"),
            # Later calls of an entry: the provider's states and echoes name each by itself.
            models.Index(
                fields=["channel", "provider_id"],
                condition=models.Q(part__gt=0) & ~models.Q(provider_id=""),
                name="delivery_later_part",
            ),
            # Few rows, for staff: the newest stuck ones of all channels or of one.
            models.Index(
                fields=["state", "id"],
                condition=models.Q(state__in=[DeliveryState.FAILED, DeliveryState.UNCERTAIN]),
                name="delivery_stuck",
            ),
            models.Index(
                fields=["channel", "state", "id"],
                condition=models.Q(state__in=[DeliveryState.FAILED, DeliveryState.UNCERTAIN]),
                name="delivery_stuck_of_channel",
            ),
        ]

    def __str__(self) -> str:
        return f"delivery {self.pk}"
