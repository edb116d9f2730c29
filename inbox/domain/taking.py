"""«Взять чат» (INB-7): the first wins, all others are told by whom."""

from django.utils.translation import gettext as _

from inbox import visibility
from inbox.domain.acting import Held, acting, gone
from inbox.domain.refusals import Refused
from inbox.enums import DialogState, Verb
from inbox.models import Chat, Dialog
from inbox.wording import taken_by
from projects.domain.auditing import audited
from projects.enums import Right
from projects.models import Member


def take(member: Member, chat: int) -> Chat:
    """Make `member` responsible for the chat's new dialog; the former responsible of a repeat one joins (INB-18).

    Returns the chat as it is now. Taking what one already has is no error. Raises Refused: "taken" (`by` is who was
    faster), "done" (nothing is open), "right", "gone" (not visible).
    """
    with acting(member, chat) as held:
        _may_take(held)
        if held.chat.responsible_id != member.pk or held.chat.state != DialogState.ACTIVE:
            become_responsible(held)
            held.line(Verb.TOOK)
            join_former(held)
            audited("dialog.taken", held.member.person, chat=held.chat.pk, dialog=held.chat.dialog)
        return held.chat


def _may_take(held: Held) -> None:
    """Raise Refused unless the dialog may be taken. Who could have seen it as new is told who was faster."""
    chat, seer = held.chat, visibility.snapshot(held.member)
    if not (
        seer.visible(DialogState.NEW, chat.group_id, None)
        or seer.visible(chat.state, chat.group_id, chat.responsible_id, held.participants)
    ):
        raise gone()
    if chat.state == DialogState.DONE:
        raise Refused(_("The dialog is closed already."), "done")
    if chat.responsible_id == held.member.pk:
        return
    if chat.responsible is not None:
        first = chat.responsible.person
        raise Refused(taken_by(first.name, first.gender), "taken", chat.responsible)
    if not seer.has(Right.CHATS_TAKE):
        raise Refused(_("You do not have the right to take chats."), "right")


def become_responsible(held: Held) -> None:
    """Write the member down as responsible; the condition and the database hold that nobody else is."""
    taken = Dialog.objects.filter(pk=held.chat.dialog, state=DialogState.NEW, responsible=None).update(
        state=DialogState.ACTIVE, responsible=held.member, taken_at=held.now
    )
    if not taken:
        raise Refused(_("Somebody was faster."), "taken")
    held.chat.state, held.chat.responsible = DialogState.ACTIVE, held.member
    if held.dialog is not None:
        held.dialog.state, held.dialog.responsible = DialogState.ACTIVE, held.member


def join_former(held: Held) -> None:
    """INB-18: a repeat dialog taken by another makes the former responsible, if still here, a participant."""
    if held.dialog is None or held.dialog.previous_id in (None, held.member.pk):
        return
    former = Member.objects.present().select_related("person").filter(pk=held.dialog.previous_id).first()
    if former is not None:
        held.join(former)
        held.line(Verb.PARTICIPANT, former)
