"""One обращение inside a chat, from its first event to «Готово» (INB-20: the database holds the rules)."""

from django.db import models

from common import clock
from inbox.enums import DialogState
from inbox.models.chat import Chat
from inbox.models.group import Group
from projects.models import Member, ProjectOwned, owned_key


class Dialog(ProjectOwned):
    """`previous` is who was responsible for the dialog before this one (INB-2); `text` its first message, for CARD-6."""

    chat = owned_key(Chat, models.CASCADE)
    number = models.PositiveIntegerField(default=1)
    state = models.CharField(max_length=6, choices=DialogState.choices, default=DialogState.NEW)
    group = owned_key(Group, models.PROTECT)
    responsible = owned_key(Member, models.PROTECT, null=True, blank=True)
    previous = owned_key(Member, models.PROTECT, null=True, blank=True)
    payload = models.CharField(max_length=256, blank=True, default="")
    text = models.CharField(max_length=200, blank=True, default="")
    opened_at = models.DateTimeField(default=clock.now)
    taken_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = owned_key(Member, models.PROTECT, null=True, blank=True)

    class Meta(ProjectOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["chat"], condition=~models.Q(state="done"), name="dialog_one_open"
            ),
            models.UniqueConstraint(fields=["chat", "number"], name="dialog_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state="active") | models.Q(responsible__isnull=False),
                name="dialog_active_has_responsible",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="new") | models.Q(responsible__isnull=True),
                name="dialog_new_has_none",
            ),
        ]
        indexes = [
            models.Index(fields=["project", "responsible", "-opened_at"], name="dialog_of_responsible")
        ]

    def __str__(self) -> str:
        return f"dialog {self.pk}"


class Participant(ProjectOwned):
    """Added to a dialog: writes and edits, cannot close, may leave (INB-17). The responsible is not a participant.

    `open` falls when the dialog is closed, so that one's open chats are found at once among years of old ones. `last_at` is
    the chat's once its dialog is done (a trigger of migration 0004 copies it), so that Done is one walk along an index.
    """

    chat = owned_key(Chat, models.CASCADE)
    dialog = owned_key(Dialog, models.CASCADE)
    member = owned_key(Member, models.CASCADE)
    since = models.DateTimeField(default=clock.now)
    open = models.BooleanField(default=True)
    last_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["dialog", "member"], name="participant_once")]
        indexes = [
            models.Index(fields=["project", "chat"], name="participant_of_chat"),
            models.Index(fields=["project", "member", "dialog"], name="participant_of_member"),
            models.Index(
                fields=["project", "member", "chat"], condition=models.Q(open=True), name="participant_open"
            ),
            models.Index(
                fields=["project", "member", "-last_at", "-chat"],
                condition=models.Q(open=False),
                name="participant_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.dialog_id}"
