"""«Взять чат себе» (INB-19)."""

from inbox.models import Chat
from projects.models import Member


def take_over(member: Member, chat: int) -> Chat:
    """Make an administrator responsible for an active dialog; the former responsible stays a participant.

    Raises Refused: "right" (not an owner or administrator), "done" (nothing is active), "gone". A new dialog is simply taken.
    """
    raise NotImplementedError
