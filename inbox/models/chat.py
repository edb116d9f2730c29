"""The lasting thread with one contact through one channel (ARCHITECTURE §2)."""

from django.db import models

from audience.models import Contact, Identity
from channels_hub.models import Channel
from common import clock
from inbox.enums import DialogState
from inbox.models.group import Group
from projects.models import Member, ProjectOwned, owned_key


class Chat(ProjectOwned):
    """Carries its current dialog's state, group, responsible and times, so that lists read one table.

    `rev` grows with every change and stamps the entries it adds or changes: the cursor of pages. `dialog` is the current
    dialog's id (open, else the last). `waiting_since` is the first client message nobody answered yet. `preview` is what
    the list shows: {"entry", "kind", "direction", "text", "media", "author", "state", "verb"}.

    `tail_at` is the time of the entry shown last and `tail_number` the provider's highest number: what comes after them is
    never shown above them, though providers tell whole seconds and clocks differ (inbox.domain.ordering).
    """

    identity = models.OneToOneField(Identity, models.PROTECT, related_name="chat", db_constraint=False)
    contact = owned_key(Contact, models.PROTECT)
    channel = owned_key(Channel, models.PROTECT)
    rev = models.BigIntegerField(default=0)
    dialog = models.BigIntegerField(null=True)
    state = models.CharField(max_length=6, choices=DialogState.choices, default=DialogState.DONE)
    group = owned_key(Group, models.PROTECT)
    responsible = owned_key(Member, models.PROTECT, null=True, blank=True)
    last_at = models.DateTimeField(default=clock.now)
    tail_at = models.DateTimeField(null=True, blank=True)
    tail_number = models.BigIntegerField(default=0)
    waiting_since = models.DateTimeField(null=True, blank=True)
    last_client_at = models.DateTimeField(null=True, blank=True)
    last_client_rev = models.BigIntegerField(default=0)
    client_count = models.PositiveIntegerField(default=0)
    preview = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        indexes = [
            models.Index(fields=["project", "state", "group", "-last_at", "-id"], name="chat_tab"),
            models.Index(
                fields=["project", "state", "responsible", "-last_at", "-id"], name="chat_of_responsible"
            ),
            models.Index(
                fields=["project", "responsible"],
                include=["id", "group", "last_client_rev"],
                condition=models.Q(state=DialogState.ACTIVE),
                name="chat_led",
            ),
            models.Index(fields=["project", "contact"], name="chat_of_contact"),
            models.Index(
                fields=["project", "group", "state", "responsible"],
                condition=~models.Q(state=DialogState.DONE),
                name="chat_open",
            ),
            models.Index(
                fields=["project", "state", "group", "waiting_since", "id"],
                condition=models.Q(waiting_since__isnull=False),
                name="chat_waiting",
            ),
            models.Index(
                fields=["project", "state", "group", "-last_at", "-id"],
                condition=models.Q(waiting_since__isnull=True) & ~models.Q(state=DialogState.DONE),
                name="chat_answered",
            ),
        ]

    def __str__(self) -> str:
        return f"chat {self.pk}"


class ChatRead(ProjectOwned):
    """How far a member has read: unread is `chat.last_client_rev > rev`; the number is the difference of counts."""

    chat = owned_key(Chat, models.CASCADE)
    member = owned_key(Member, models.CASCADE)
    rev = models.BigIntegerField(default=0)
    client_count = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["member", "chat"], include=["rev"], name="chat_read_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} read {self.chat_id}"
