"""How a dialog begins (SPEC, "When a dialog begins"; INB-2)."""

import datetime

from inbox.enums import DialogState
from inbox.models import Chat, Dialog, Group
from projects.models import Member

TEXT = 200


def begin(
    chat: Chat,
    last: Dialog | None,
    group: Group,
    at: datetime.datetime,
    text: str = "",
    payload: str = "",
    responsible: Member | None = None,
) -> Dialog:
    """A new dialog after `last` (closed, or None), not yet stored, with the chat's fields following it.

    New in `group`, or active when `responsible` opens it. `previous` is who was responsible for the last one.
    """
    dialog = Dialog(
        project_id=chat.project_id,
        chat=chat,
        number=last.number + 1 if last else 1,
        group=group,
        previous_id=last.responsible_id if last else None,
        opened_at=at,
        text=first_words(text),
        payload=payload[:256],
    )
    if responsible is not None:
        dialog.state, dialog.responsible, dialog.taken_at = DialogState.ACTIVE, responsible, at
    chat.state, chat.group_id, chat.responsible_id = dialog.state, dialog.group_id, dialog.responsible_id
    chat.waiting_since = None
    return dialog


def first_words(text: str) -> str:
    """What CARD-6 shows of a dialog."""
    return " ".join(text[: TEXT * 4].split())[:TEXT]
