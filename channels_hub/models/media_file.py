"""A file that came in or goes out, an avatar, a logo."""

from django.db import models
from django.db.models.fields.json import KT

from channels_hub.enums import FileState
from channels_hub.models.channel import Channel
from common import clock
from projects.models import ProjectOwned, owned_key


class MediaFile(ProjectOwned):
    """`kind` is the messengers' vocabulary (image, video, voice, audio, file, sticker, animation, avatar).

    `path` is our storage's name (a UUID); `name` what the sender called it. `ref` is what the provider wants to fetch
    it again (a file_id; of an avatar whose it is: {"peer"}), never a URL with a token.

    `preview` is a small WebP that we drew; pictures themselves are drawn anew too, so they carry no metadata. A READY
    avatar without a path means that there is none to show. `trouble` is a word of FileTrouble: why it is not here.
    """

    channel = owned_key(Channel, models.PROTECT, null=True, blank=True)
    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=255, blank=True, default="")
    mime = models.CharField(max_length=100, blank=True, default="")
    size = models.BigIntegerField(null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    duration = models.PositiveIntegerField(null=True, blank=True)
    ref = models.JSONField(default=dict, blank=True)
    path = models.CharField(max_length=200, blank=True, default="")
    preview = models.CharField(max_length=200, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=9, choices=FileState.choices, default=FileState.REMOTE)
    trouble = models.CharField(max_length=8, blank=True, default="")
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(default=clock.now)
    chat = models.BigIntegerField(null=True, blank=True)
    entry = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state=FileState.REMOTE), name="file_to_fetch"),
            models.Index(
                fields=["created_at"],
                condition=models.Q(channel=None, chat=None, entry=None),
                name="file_unused",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                "channel", KT("ref__peer"), condition=models.Q(kind="avatar"), name="avatar_once"
            ),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"
