"""How a member stands to a contact's dialogs: what the card's guard asks (CARD-5)."""

from audience.guards import Standing
from inbox import visibility
from inbox.enums import DialogState
from inbox.models import Chat, Participant
from projects.models import Member


def standing(member: Member, contact: int) -> Standing:
    """Seen, active, within: over all chats of the contact."""
    chats = list(Chat.objects.filter(contact_id=contact).only("id", "state", "responsible_id", "dialog")[:50])
    active = [chat for chat in chats if chat.state == DialogState.ACTIVE]
    within = any(chat.responsible_id == member.pk for chat in active)
    if active and not within:
        dialogs = [chat.dialog for chat in active]
        within = Participant.objects.filter(member=member, dialog_id__in=dialogs).exists()
    seen = within or any(visibility.sees_chat(member, chat.pk) for chat in chats)
    return Standing(seen=seen, active=bool(active), within=within)
