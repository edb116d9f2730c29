"""A contact's card changed: open pages of its chats look again (audience.changes)."""

from inbox.domain.refreshing import refresh_chats
from inbox.models import Chat

MOST = 50


def contact_changed(contact: int) -> None:
    """Move the cursor of the contact's chats; call inside the changing transaction, in the project's scope."""
    newest = Chat.objects.filter(contact=contact).order_by("-id").values_list("id", flat=True)
    refresh_chats(newest[:MOST], contact=contact)
