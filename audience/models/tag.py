"""Tags (CARD-3), made on the fly."""

from django.db import models
from django.db.models.functions import Lower

from audience.models.contact import Contact
from common import clock
from projects.models import ProjectOwned, owned_key


class Tag(ProjectOwned):
    name = models.CharField(max_length=60)
    hue = models.PositiveSmallIntegerField(default=1)

    class Meta(ProjectOwned.Meta):
        constraints = [models.UniqueConstraint("project", Lower("name"), name="tag_once")]

    def __str__(self) -> str:
        return self.name


class ContactTag(ProjectOwned):
    contact = owned_key(Contact, models.CASCADE, related_name="tagged")
    tag = owned_key(Tag, models.CASCADE)
    at = models.DateTimeField(default=clock.now)

    class Meta(ProjectOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["contact", "tag"], name="contact_tag_once")]
        indexes = [models.Index(fields=["project", "tag", "contact"], name="contacts_of_tag")]

    def __str__(self) -> str:
        return f"{self.contact_id}: {self.tag_id}"
