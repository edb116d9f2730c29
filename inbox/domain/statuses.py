"""States of what we sent (INB-12): they only move forward, except that a person may send again."""

from channels_hub.messengers.vocabulary import Status
from inbox.domain.ordering import moment
from inbox.domain.threads import Thread
from inbox.enums import Direction, EntryKind, MessageState
from inbox.models import Entry

ORDER = {
    MessageState.UNCERTAIN: 0,
    MessageState.QUEUED: 0,
    MessageState.SENT: 1,
    MessageState.DELIVERED: 2,
    MessageState.READ: 3,
}


def follow(thread: Thread, status: Status) -> list[Entry]:
    """The entries that a provider's "delivered", "read" or "failed" changes, changed in memory."""
    if status.provider_id:
        entry = thread.known.get(status.provider_id)
        return [entry] if entry is not None and advance_state(entry, status.state, status.error) else []
    until = moment(status.at, thread.batch.now)
    lower = [
        state.value for state, place in ORDER.items() if 0 < place < ORDER.get(MessageState(status.state), 0)
    ]
    rows = Entry.objects.filter(
        chat=thread.chat, kind=EntryKind.MESSAGE, direction=Direction.OUT, state__in=lower, at__lte=until
    )
    known = {entry.pk: entry for entry in thread.known.values() if entry.pk}
    known.update(thread.changed)
    found = [known.get(row.pk, row) for row in rows.order_by("-at")[:500]]
    return [entry for entry in found if advance_state(entry, status.state)]


def advance_state(entry: Entry, state: str, error: str = "") -> bool:
    """Move an outgoing entry's state forward; False when it stands there or further."""
    if entry.direction != Direction.OUT:
        return False
    if state == MessageState.FAILED:
        if entry.state in (MessageState.FAILED, MessageState.READ, MessageState.DELIVERED):
            return False
        entry.state, entry.error_code, entry.error_text = state, "provider", error[:300]
        return True
    if entry.state != MessageState.FAILED and ORDER.get(MessageState(state), 0) <= ORDER.get(
        MessageState(entry.state), -1
    ):
        return False
    entry.state, entry.error_code, entry.error_text = state, "", ""
    return True
