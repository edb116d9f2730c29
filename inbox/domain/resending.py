""""Send again" of a failed or perhaps delivered message (INB-12)."""

from inbox.models import Entry
from projects.models import Member


def again(member: Member, entry: int) -> Entry:
    """Queue a message's failed or uncertain calls once more; a person decides, never we.

    Raises Refused: "state" (nothing to send again), and what posting refuses ("others", "right", "channel", "gone").
    """
    raise NotImplementedError
