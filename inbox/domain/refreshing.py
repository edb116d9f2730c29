"""Open pages look again where something beside the timeline changed: a file, a contact."""

from collections.abc import Iterable, Sequence
from typing import Any

from inbox import live
from inbox.enums import DialogState
from inbox.models import Chat, Entry, Participant


def refresh_chats(chats: Iterable[int], entries: Sequence[int] = (), **more: Any) -> None:
    """Move the cursors of these chats, and stamp `entries` of theirs as changed; in the caller's transaction.

    `more` goes with the hints.
    """
    wanted = set(chats)
    if not wanted:
        return
    rows = Chat.objects.filter(pk__in=wanted).order_by("id").select_for_update(no_key=True, of=("self",))
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
        live.tell(chat, inside.get(chat.pk, []), **more)
