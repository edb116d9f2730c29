"""A line of a visitor's web chat, as the visitor's page shows it."""

from django.db import models

from acquisition.models.web_visitor import WebVisitor
from channels_hub.models import MediaFile
from common import clock
from projects.models import ProjectOwned, owned_key


class WebLine(ProjectOwned):
    """`rev` is its number in the chat, and its id for the floors below. `own`: the visitor wrote it.

    `key` makes it happen once: the browser's own word, or "d<delivery>" of ours. `content` holds buttons, quick_replies
    (lists of {"text", "url"?, "data"?}), reply_to (a rev) and pressed (places of buttons).
    """

    visitor = owned_key(WebVisitor, models.CASCADE)
    rev = models.BigIntegerField()
    key = models.CharField(max_length=80)
    own = models.BooleanField()
    text = models.TextField(blank=True, default="")
    content = models.JSONField(default=dict, blank=True)
    file = owned_key(MediaFile, models.PROTECT, null=True, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["visitor", "rev"], name="web_line_in_order"),
            models.UniqueConstraint(fields=["visitor", "key"], name="web_line_once"),
        ]

    def __str__(self) -> str:
        return f"line {self.pk}"
