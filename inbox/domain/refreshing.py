"""Open pages look again where something beside the timeline changed: a file, a contact."""

from collections.abc import Iterable, Sequence

from inbox import live
from inbox.enums import DialogState
from inbox.models import Chat, Entry, Participant


def refresh_chats(chats: Iterable[int], entries: Sequence[int] = ()) -> None:
    """Move the cursors of these chats, and stamp `entries` of theirs as changed; in the caller's transaction."""
    rows = Chat.objects.filter(pk__in=set(chats)).order_by("id").select_for_update(no_key=True, of=("self",))
    locked = list(rows)
    for chat in locked:
        chat.rev += 1
    Chat.objects.bulk_update(locked, ["rev"])
    revs = {chat.pk: chat.rev for chat in locked}
    changed = list(Entry.objects.filter(pk__in=entries)) if entries else []
    for entry in changed:
        entry.rev = revs.get(entry.chat_id, entry.rev)
    Entry.objects.bulk_update(changed, ["rev"])
    inside: dict[int, list[int]] = {}
    active = [chat.dialog for chat in locked if chat.state == DialogState.ACTIVE]
    if active:
        for chat_id, member in Participant.objects.filter(dialog__in=active).values_list("chat", "member"):
            inside.setdefault(chat_id, []).append(member)
    for chat in locked:
        live.tell(chat, inside.get(chat.pk, []))


def contact_changed(contact: int) -> None:
    """A card was edited: the chats' rows and heads show the name (audience.changes)."""
    refresh_chats(Chat.objects.filter(contact=contact).values_list("pk", flat=True))
