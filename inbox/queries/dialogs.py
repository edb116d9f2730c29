"""«Список диалогов» of the card (CARD-6)."""

from dataclasses import dataclass
from datetime import datetime

from inbox.queries.faces import Face
from projects.models import Member


@dataclass(frozen=True)
class DialogLine:
    """`text` is the first message (empty for a bare Start); `entry` where it opens in `chat` (None: nothing inside)."""

    dialog: int
    chat: int
    number: int
    text: str
    at: datetime
    closed_at: datetime | None
    state: str
    responsible: Face | None
    kind: str
    entry: int | None


def of_contact(member: Member, contact: int, limit: int = 50) -> tuple[list[DialogLine], int]:
    """The contact's dialogs that the member may see, newest first, and how many there are."""
    raise NotImplementedError
