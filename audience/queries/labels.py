"""The project's statuses and tags with how many contacts bear each."""

from typing import Any

from django.db.models import Count

from audience.models import Contact, ContactTag, Status, Tag


def statuses() -> list[Status]:
    """Statuses in order, each with `.contacts`."""
    counts = dict(
        Contact.objects.values_list("status_id").annotate(n=Count("id")).values_list("status_id", "n")
    )
    rows: list[Any] = list(Status.objects.order_by("position", "id"))
    for status in rows:
        status.contacts = counts.get(status.pk, 0)
    return rows


def tags(limit: int = 500) -> list[Tag]:
    """Tags by name, each with `.contacts`."""
    counts = dict(ContactTag.objects.values_list("tag_id").annotate(n=Count("id")).values_list("tag_id", "n"))
    rows: list[Any] = list(Tag.objects.order_by("name")[:limit])
    for tag in rows:
        tag.contacts = counts.get(tag.pk, 0)
    return rows
