"""How a member stands to a contact's dialogs: what the card on the floor below asks (audience.guards)."""

from audience.guards import Standing
from inbox import visibility
from inbox.enums import DialogState
from inbox.models import Chat, Participant
from projects.models import Member


def standing(member: Member, contact: int) -> Standing:
    """May the member see one of the contact's chats, is one active, is the member in it (CARD-5, INB-8)?"""
    seen = visibility.chats(member).filter(contact=contact).exists()
    active = list(
        Chat.objects.filter(contact=contact, state=DialogState.ACTIVE).values_list("dialog", "responsible")
    )
    within = any(responsible == member.pk for _, responsible in active) or (
        bool(active)
        and Participant.objects.filter(member=member, dialog__in=[dialog for dialog, _ in active]).exists()
    )
    return Standing(seen=seen, active=bool(active), within=within)
