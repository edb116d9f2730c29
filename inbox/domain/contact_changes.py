"""A contact's card changed: open pages of its chats look again."""

from django.db.models import F

from common import live
from inbox.models import Chat, Participant


def contact_changed(contact: int) -> None:
    """Move the cursor of the contact's chats; call inside the changing transaction, in the project's scope."""
    ids = list(Chat.objects.filter(contact_id=contact).order_by("id").values_list("id", flat=True)[:50])
    if not ids:
        return
    Chat.objects.filter(pk__in=ids).update(rev=F("rev") + 1)
    participants: dict[int, list[int]] = {}
    for chat, member in Participant.objects.filter(chat_id__in=ids).values_list("chat_id", "member_id"):
        participants.setdefault(chat, []).append(member)
    for chat in Chat.objects.filter(pk__in=ids):
        live.tell(
            chat.project_id,
            chat=chat.pk,
            rev=chat.rev,
            dialog=chat.dialog,
            group=chat.group_id,
            state=chat.state,
            responsible=chat.responsible_id,
            participants=participants.get(chat.pk, []),
            contact=contact,
        )
