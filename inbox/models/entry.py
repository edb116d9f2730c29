"""Anything in a chat's timeline: messages, notes, service lines."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from common import clock
from inbox.enums import Direction, EntryKind, MessageState, Origin
from inbox.models.chat import Chat
from projects.models import Member, ProjectOwned, owned_key


class Entry(ProjectOwned):
    """`at` (provider's time), `number` (provider's order) and id give the shown order; `rev` is the cursor.

    `content` holds what has no column: {"location", "contact", "sticker", "unsupported", "buttons", "source", "album",
    "versions": [{"text", "at"}], "deleted": ms, "heard": {provider's id of a later call: state}, "who"} — for service lines the ids and the names as they were then. `media` are MediaFile ids.
    No table has a database key to this one.
    """

    chat = owned_key(Chat, models.CASCADE)
    dialog = models.BigIntegerField(null=True)
    rev = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=EntryKind.choices, default=EntryKind.MESSAGE)
    direction = models.CharField(max_length=3, choices=Direction.choices, blank=True, default="")
    origin = models.CharField(max_length=16, choices=Origin.choices, blank=True, default="")
    author = owned_key(Member, models.PROTECT, null=True, blank=True)
    author_name = models.CharField(max_length=120, blank=True, default="")
    verb = models.CharField(max_length=24, blank=True, default="")
    text = models.TextField(blank=True, default="")
    content = models.JSONField(default=dict, blank=True)
    media = ArrayField(models.BigIntegerField(), default=list, blank=True)
    provider_id = models.CharField(max_length=128, null=True, blank=True)
    reply_to = models.CharField(max_length=128, blank=True, default="")
    at = models.DateTimeField(default=clock.now)
    number = models.BigIntegerField(default=0)
    state = models.CharField(max_length=9, choices=MessageState.choices, blank=True, default="")
    error_code = models.CharField(max_length=32, blank=True, default="")
    error_text = models.CharField(max_length=300, blank=True, default="")
    intent = models.CharField(max_length=100, null=True, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["chat", "provider_id"],
                condition=models.Q(provider_id__isnull=False),
                name="entry_provider_once",
            ),
            models.UniqueConstraint(
                fields=["project", "intent"],
                condition=models.Q(intent__isnull=False),
                name="entry_intent_once",
            ),
        ]
        indexes = [
            models.Index(fields=["chat", "-at", "-number", "-id"], name="entry_shown"),
            models.Index(fields=["chat", "rev"], name="entry_rev"),
            models.Index(fields=["dialog", "id"], name="entry_of_dialog"),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"
