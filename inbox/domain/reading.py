"""How far a member has read a chat (ARCHITECTURE §2: unread is `chat.last_client_rev > chat_read.rev`)."""

from django.db import transaction

from common import clock
from common.commits import unhurried
from inbox import visibility
from inbox.enums import Direction, EntryKind
from inbox.models import Chat, ChatRead, Entry
from projects.models import Member


def read(member: Member, chat: int, rev: int) -> bool:
    """Note that `member` was shown the chat up to `rev` (the timeline's cursor); never moves back.

    Returns whether something changed. Does nothing for a chat the member does not see.
    """
    with transaction.atomic():
        unhurried()
        row = visibility.chats(member).filter(pk=chat).first()
        return row is not None and mark_read(row, member, rev)


def mark_read(chat: Chat, member: Member, rev: int) -> bool:
    """Move the member's mark forward to `rev`, at most the chat's own; in the caller's transaction."""
    rev = min(rev, chat.rev)
    count = chat.client_count - _unseen(chat, rev)
    facts = {"rev": rev, "client_count": count, "at": clock.now()}
    rows = ChatRead.objects.filter(chat=chat, member=member)
    if rows.filter(rev__lt=rev).update(**facts):
        return True
    fresh = ChatRead(project_id=chat.project_id, chat=chat, member=member, **facts)
    if rows.exists():
        return False
    ChatRead.objects.bulk_create([fresh], ignore_conflicts=True)
    rows.filter(rev__lt=rev).update(**facts)  # another page of the same person was first
    return True


def _unseen(chat: Chat, rev: int) -> int:
    """Client messages after the cursor; nothing is asked when it stands at the newest."""
    if rev >= chat.last_client_rev:
        return 0
    later = Entry.objects.filter(
        chat=chat, rev__gt=rev, kind=EntryKind.MESSAGE, direction=Direction.IN, edited_at=None
    )
    return min(later.count(), chat.client_count)
