"""What a messenger told before its time: kept until what it is about is here."""

from django.db import models

from channels_hub.models import Channel
from common import clock
from inbox.enums import MessageState
from inbox.models.chat import Chat
from projects.models import ProjectOwned, owned_key


class EarlyStatus(ProjectOwned):
    """A state of a message of ours whose provider's id we do not know yet (ARCHITECTURE §4, status).

    `provider_id` is empty when all that was sent up to `at` is meant; then there is one row a chat and state, the latest.
    """

    chat = owned_key(Chat, models.CASCADE)
    provider_id = models.CharField(max_length=128, blank=True, default="")
    state = models.CharField(max_length=9, choices=MessageState.choices)
    error = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField(default=clock.now)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["chat", "provider_id", "state"], name="early_status_once")
        ]
        indexes = [models.Index(fields=["project", "created_at"], name="early_status_age")]

    def __str__(self) -> str:
        return f"{self.state} of {self.provider_id}"


class Opening(ProjectOwned):
    """A stranger opened the channel by a link with `payload` and cannot be written to yet (ACQ-2, CHN-12).

    The first Start or message of that `peer` takes it.
    """

    channel = owned_key(Channel, models.CASCADE)
    peer = models.CharField(max_length=128)
    payload = models.CharField(max_length=256)
    at = models.DateTimeField(default=clock.now)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["channel", "peer"], name="opening_once")]
        indexes = [models.Index(fields=["project", "created_at"], name="opening_age")]

    def __str__(self) -> str:
        return f"opening {self.pk}"
