"""«Список диалогов» of the card (CARD-6)."""

import datetime
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from inbox import visibility
from inbox.models import Dialog, Entry
from inbox.queries.faces import Face, faces
from projects.models import Member


@dataclass(frozen=True)
class DialogLine:
    """`text` is the first message (empty for a bare Start); `entry` where it opens in `chat` (None: nothing inside)."""

    dialog: int
    chat: int
    number: int
    text: str
    at: datetime.datetime
    closed_at: datetime.datetime | None
    state: str
    responsible: Face | None
    kind: str
    entry: int | None


def of_contact(member: Member, contact: int, limit: int = 50) -> tuple[list[DialogLine], int]:
    """The contact's dialogs that the member may see, newest first, and how many there are."""
    rows = Dialog.objects.filter(visibility.visible_dialogs(member), chat__contact=contact)
    first = Entry.objects.filter(dialog=OuterRef("pk")).order_by("id").values("pk")[:1]
    found = list(
        rows.select_related("chat__channel")
        .annotate(first=Subquery(first))
        .order_by("-opened_at", "-id")[:limit]
    )
    people = faces({dialog.responsible_id for dialog in found}, member)
    lines = [
        DialogLine(
            dialog.pk,
            dialog.chat_id,
            dialog.number,
            dialog.text,
            dialog.opened_at,
            dialog.closed_at,
            dialog.state,
            people.get(dialog.responsible_id or 0),
            dialog.chat.channel.kind,
            dialog.first,
        )
        for dialog in found
    ]
    return lines, len(lines) if len(lines) < limit else rows.count()
