"""A client's own address of a file that their messenger does not carry (INB-11, ARCHITECTURE §10)."""

from django.db import models

from channels_hub.models.media_file import MediaFile
from common import clock
from projects.models import Member, ProjectOwned, owned_key


class ClientLink(ProjectOwned):
    """Who has `token` has the file until `until`, unless staff revoked it. `chat` and `entry` are ids of the floor above.

    The token stands here as it stands in the message: who reads one reads the other.
    """

    file = owned_key(MediaFile, models.CASCADE)
    token = models.CharField(max_length=43, unique=True)
    chat = models.BigIntegerField()
    entry = models.BigIntegerField()
    until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = owned_key(Member, models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        indexes = [models.Index(fields=["project", "entry"], name="client_link_of_entry")]

    def __str__(self) -> str:
        return f"link {self.pk} to file {self.file_id}"
