"""Who writes in a site's web chat, as its provider knows them (CHN-13): we ourselves are the provider."""

from django.db import models

from channels_hub.models import Channel
from common import clock
from projects.models import ProjectOwned, owned_key


class WebVisitor(ProjectOwned):
    """A browser that wrote at least once. `code` is their id in our chats; their token proves it (acquisition.tickets).

    `rev` numbers the lines of their chat: whoever adds one holds this row, so that a page that has seen a number has seen all
    before it. `delivered` and `read` are the last of our lines that came to the page and that were looked at. `quota_at` is
    how far their messages are ahead of the pace they may have (acquisition.domain.pace).
    """

    channel = owned_key(Channel, models.CASCADE)
    code = models.CharField(max_length=32)
    language = models.CharField(max_length=8, blank=True, default="")
    rev = models.BigIntegerField(default=0)
    delivered = models.BigIntegerField(default=0)
    read = models.BigIntegerField(default=0)
    quota_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["channel", "code"], name="web_visitor_once")]

    def __str__(self) -> str:
        return f"visitor {self.pk}"
