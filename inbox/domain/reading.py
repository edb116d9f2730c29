"""How far a member has read a chat."""

from projects.models import Member


def read(member: Member, chat: int, rev: int) -> bool:
    """Note that `member` was shown the chat up to `rev` (the timeline's cursor); never moves back.

    Returns whether something changed. Does nothing for a chat the member does not see.
    """
    raise NotImplementedError
