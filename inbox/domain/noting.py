"""Notes of the team (INB-13): never sent to the client."""

import uuid

from inbox.models import Entry
from projects.models import Member

LONGEST = 4000


def note(member: Member, chat: int, text: str, intent: uuid.UUID | str = "") -> Entry:
    """Leave a note; anybody who sees the chat may. The same `intent` twice gives the same note.

    Raises Refused: "empty", "long", "gone".
    """
    raise NotImplementedError
