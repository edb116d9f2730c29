"""When the newest client message of a chat reached us (NTF-1): providers tell whole seconds, our own moment is exact."""

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, Max

from inbox.enums import Direction, EntryKind
from inbox.models import Entry


class Arrival(NamedTuple):
    """`entry` is the newest message's id, `at` when it was received."""

    entry: int
    at: datetime.datetime


def arrivals(chats: Iterable[int]) -> dict[int, Arrival]:
    """By chat; those of the project's chats that have a client message.

    An entry's rev is never below the one it came with, so the newest stands at or after the chat's `last_client_rev`.
    """
    rows = Entry.objects.filter(
        chat__in=chats,
        kind=EntryKind.MESSAGE,
        direction=Direction.IN,
        rev__gte=F("chat__last_client_rev"),
    )
    newest = rows.values("chat").annotate(newest=Max("id"), received=Max("created_at"))
    return {row["chat"]: Arrival(row["newest"], row["received"]) for row in newest.order_by()}
