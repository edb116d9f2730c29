"""«Готово» (INB-9)."""

from django.utils.translation import gettext as _

from inbox.domain.acting import acting, may_see
from inbox.domain.refusals import Refused
from inbox.enums import DialogState, Verb
from inbox.events import DialogClosed
from inbox.models import Chat, Dialog, Participant
from projects.domain import facts
from projects.domain.auditing import audited
from projects.models import Member


def close(member: Member, chat: int) -> Chat:
    """Close the chat's active dialog; only its responsible may. Closing twice is no error for who closed it.

    Raises Refused: "responsible" (`by` holds it), "new" (nobody took it yet), "done" (another closed it), "gone".
    """
    with acting(member, chat) as held:
        may_see(held)
        row, dialog = held.chat, held.dialog
        if dialog is None or row.state == DialogState.DONE:
            if dialog is not None and dialog.closed_by_id == held.member.pk:
                return row
            raise Refused(_("The dialog is closed already."), "done")
        if row.state == DialogState.NEW:
            raise Refused(_("Take the chat first: nobody is responsible for it yet."), "new")
        if row.responsible_id != held.member.pk:
            by = row.responsible
            name = by.person.name if by else ""
            raise Refused(_("Only %(name)s can close this dialog.") % {"name": name}, "responsible", by)
        Dialog.objects.filter(pk=dialog.pk, state=DialogState.ACTIVE, responsible=held.member).update(
            state=DialogState.DONE, closed_at=held.now, closed_by=held.member
        )
        Participant.objects.filter(dialog=dialog).update(open=False)
        row.state, row.waiting_since = DialogState.DONE, None
        held.line(Verb.CLOSED)
        audited("dialog.closed", held.member.person, chat=row.pk, dialog=dialog.pk)
        facts.publish(DialogClosed(row.project_id, row.pk, dialog.pk, held.member.pk))
        return row
