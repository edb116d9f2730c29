"""«Взять чат себе» (INB-19)."""

from django.utils.translation import gettext as _

from inbox.domain.acting import acting
from inbox.domain.refusals import Refused
from inbox.domain.taking import become_responsible, join_former
from inbox.enums import DialogState, Verb
from inbox.models import Chat, Dialog, Participant
from projects.domain.auditing import audited
from projects.models import Member


def take_over(member: Member, chat: int) -> Chat:
    """Make an administrator responsible for an active dialog; the former responsible stays a participant.

    A new dialog is simply taken; taking over what one has is no error. Raises Refused: "right" (not an owner or
    administrator), "done" (nothing is open), "gone".
    """
    with acting(member, chat) as held:
        if not held.member.is_administrator:
            raise Refused(_("Only the owner and administrators take chats over."), "right")
        row, dialog = held.chat, held.dialog
        if dialog is None or row.state == DialogState.DONE:
            raise Refused(_("The dialog is closed already."), "done")
        former = row.responsible
        if former is None:
            become_responsible(held)
            held.line(Verb.TOOK)
            join_former(held)
        elif former.pk != held.member.pk:
            Participant.objects.filter(dialog=dialog, member=held.member).delete()
            held.participants = [pk for pk in held.participants if pk != held.member.pk]
            Dialog.objects.filter(pk=dialog.pk, state=DialogState.ACTIVE).update(
                responsible=held.member, taken_at=held.now
            )
            row.responsible = dialog.responsible = held.member
            if former.left_at is None:
                held.join(former)
            held.line(Verb.TOOK_OVER, former)
        else:
            return row
        audited(
            "dialog.taken_over",
            held.member.person,
            chat=row.pk,
            dialog=dialog.pk,
            former=former and former.pk,
        )
        return row
