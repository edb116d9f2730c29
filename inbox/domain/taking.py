"""«Взять чат» (INB-7): the first wins, all others are told by whom."""

from inbox.models import Chat
from projects.models import Member


def take(member: Member, chat: int) -> Chat:
    """Make `member` responsible for the chat's new dialog; the former responsible of a repeat one joins (INB-18).

    Returns the chat as it is now. Taking what one already has is no error. Raises Refused: "taken" (`by` is who was
    faster), "done" (nothing is open), "right", "gone" (not visible).
    """
    raise NotImplementedError
