"""«Готово» (INB-9)."""

from inbox.models import Chat
from projects.models import Member


def close(member: Member, chat: int) -> Chat:
    """Close the chat's active dialog; only its responsible may. Closing twice is no error for who closed it.

    Raises Refused: "responsible" (`by` holds it), "new" (nobody took it yet), "done" (another closed it), "gone".
    """
    raise NotImplementedError
