"""When a member leaves the project (TEAM-5): open dialogs go back to «Новые»."""

from inbox.domain.acting import hold
from inbox.enums import DialogState, Verb
from inbox.models import Chat, Dialog, Participant
from projects.models import Member


def give_back(member: Member) -> None:
    """Return the member's open dialogs to New, with who had them as previous, and take the member out of others' dialogs.

    In the removal's transaction and scope (projects.leaving), chats locked in order of id.
    """
    led = Chat.objects.filter(responsible=member, state=DialogState.ACTIVE).values_list("pk", flat=True)
    within = Participant.objects.filter(member=member, open=True).values_list("chat", flat=True)
    for chat in sorted({*led, *within}):
        held = hold(member, chat)
        if held.dialog is None or held.chat.state != DialogState.ACTIVE:
            continue
        if held.chat.responsible_id == member.pk:
            Dialog.objects.filter(pk=held.dialog.pk, responsible=member).update(
                state=DialogState.NEW, responsible=None, previous=member, taken_at=None
            )
            Participant.objects.filter(dialog=held.dialog).delete()
            held.chat.state, held.chat.responsible, held.participants = DialogState.NEW, None, []
            held.line(Verb.RETURNED)
        else:
            Participant.objects.filter(dialog=held.dialog, member=member).delete()
            held.participants = [pk for pk in held.participants if pk != member.pk]
            held.line(Verb.LEFT)
        held.save()
