"""Statuses of contacts (CARD-2)."""

from django.db import transaction
from django.utils.translation import gettext as _

from audience.enums import StatusKey
from audience.models import Status
from common.text import storable
from projects.domain.auditing import audited
from projects.domain.refusals import Refused
from projects.models import Member, Project

HUES = (1, 7, 3, 2, 5, 9)
LONGEST = 60
MOST = 20


def make_first(project: Project) -> None:
    """The six statuses a project begins with, in order, in the colours of the design."""
    Status.objects.bulk_create(
        Status(project=project, key=key, position=place, hue=hue)
        for place, (key, hue) in enumerate(zip(StatusKey.values, HUES, strict=True), start=1)
    )


def rename_status(member: Member, status_id: int, name: str) -> Status:
    """Give the status the project's own name; empty brings the first name back (identity is kept).

    Raises Refused for an empty name of an added status or one over 60 characters, Status.DoesNotExist.
    """
    name = " ".join(storable(name).split())
    if len(name) > LONGEST:
        raise Refused(_("A status has at most %(n)d characters.") % {"n": LONGEST}, "name")
    with transaction.atomic():
        status: Status = Status.objects.select_for_update(of=("self",)).get(pk=status_id)
        if not name and not status.key:
            raise Refused(_("Write a name for the status."), "name")
        status.name = name
        status.save(update_fields=["name"])
        audited("status.renamed", member.person, status=status.pk)
        return status


def add_status(member: Member, name: str) -> Status:
    """A status of the project's own, at the end; raises Refused for an empty or long name, or over 20 statuses."""
    name = " ".join(storable(name).split())
    if not name or len(name) > LONGEST:
        raise Refused(_("A status has 1 to %(n)d characters.") % {"n": LONGEST}, "name")
    with transaction.atomic():
        Project.objects.select_for_update().get(pk=member.project_id)
        places = list(Status.objects.order_by("position").values_list("position", flat=True))
        if len(places) >= MOST:
            raise Refused(
                _("There are %(n)d statuses already; more would not fit a card.") % {"n": MOST}, "many"
            )
        status = Status.objects.create(
            project_id=member.project_id,
            name=name,
            position=max(places, default=0) + 1,
            hue=len(places) % 10 + 1,
        )
        audited("status.added", member.person, status=status.pk)
        return status
