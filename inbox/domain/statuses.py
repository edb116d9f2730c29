"""States of what we sent (INB-12): they only move forward, except that a person may send again."""

import datetime
from collections.abc import Collection, Iterable, Sequence, Set

from django.db.models import QuerySet

from channels_hub.domain import echoing
from channels_hub.messengers.vocabulary import Status
from channels_hub.models import Channel, Delivery
from inbox.domain.ordering import moment
from inbox.domain.threads import Thread
from inbox.enums import Direction, EntryKind, MessageState
from inbox.models import EarlyStatus, Entry

ORDER = {
    MessageState.UNCERTAIN: 0,
    MessageState.QUEUED: 0,
    MessageState.SENT: 1,
    MessageState.DELIVERED: 2,
    MessageState.READ: 3,
}
UNFINISHED = (MessageState.QUEUED, MessageState.UNCERTAIN)


def know_calls(threads: Iterable[Thread], channel: Channel, told: Set[str]) -> None:
    """Load what a state may speak of besides an entry's first call: later calls, and all calls of entries with several."""
    by_chat = {thread.chat.pk: thread for thread in threads}
    lacking = told - {name for thread in by_chat.values() for name in thread.known}
    rows = [row for row in echoing.later_parts(channel, lacking).values() if row.chat in by_chat]
    entries = Entry.objects.in_bulk({row.entry for row in rows}) if rows else {}
    for row in rows:
        thread = by_chat[row.chat]
        known = next((one for one in thread.known.values() if one.pk == row.entry), entries.get(row.entry))
        if known is not None:
            thread.known[row.provider_id] = known
    spoken = {
        thread.known[name].pk: thread
        for thread in by_chat.values()
        for name in told
        if name in thread.known and thread.known[name].pk
    }
    several = Delivery.objects.filter(entry__in=spoken, part__gt=0).values_list("entry", flat=True)
    calls = Delivery.objects.filter(entry__in=set(several)).order_by("entry", "part")
    for entry, name in calls.values_list("entry", "provider_id"):
        spoken[entry].calls.setdefault(entry, []).append(name)


def follow(thread: Thread, status: Status) -> list[Entry]:
    """The entries that a provider's "delivered", "read" or "failed" changes, changed in memory.

    A state of a message that is not known to be sent yet waits for it (inbox.domain.early).
    """
    if status.provider_id:
        entry = thread.known.get(status.provider_id)
        if entry is None:
            thread.early.append(_early(thread, status))
            return []
        heard = [entry] if hear(entry, thread.calls.get(entry.pk, ()), status) else []
        # Who reads a message has what stands above it before their eyes; some providers tell of the last one only.
        return heard + (
            _upto(thread, status.state, entry.at, before=True)
            if heard and status.state == MessageState.READ
            else []
        )
    until = moment(status.at, thread.batch.now)
    if _ours(thread, until).filter(state__in=UNFINISHED).exists():
        thread.early.append(_early(thread, status))
    return _upto(thread, status.state, until)


def _ours(thread: Thread, until: datetime.datetime) -> QuerySet[Entry]:
    return Entry.objects.filter(
        chat=thread.chat, kind=EntryKind.MESSAGE, direction=Direction.OUT, at__lte=until
    )


def _upto(thread: Thread, state: str, until: datetime.datetime, before: bool = False) -> list[Entry]:
    """Our messages up to a time, or `before` it, that the state moves forward, moved."""
    lower = [one.value for one, place in ORDER.items() if 0 < place < ORDER.get(MessageState(state), 0)]
    ours = _ours(thread, until).exclude(at=until) if before else _ours(thread, until)
    rows = ours.filter(state__in=lower).order_by("-at")[:500]
    known = {entry.pk: entry for entry in thread.known.values() if entry.pk}
    known.update(thread.changed)
    found = [known.get(row.pk, row) for row in rows]
    return [entry for entry in found if advance_state(entry, state)]


def _early(thread: Thread, status: Status) -> EarlyStatus:
    return EarlyStatus(
        project_id=thread.chat.project_id,
        chat=thread.chat,
        provider_id=status.provider_id[:128],
        state=status.state,
        error=status.error[:300],
        at=moment(status.at, thread.batch.now),
        created_at=thread.batch.now,
    )


def hear(entry: Entry, calls: Collection[str], status: Status | EarlyStatus) -> bool:
    """Take the state of one call of an entry, `calls` the ids of all when it took several; returns whether it changed.

    Such an entry is delivered when all its calls are, a read one with those before it; one that failed fails it.
    """
    if len(calls) < 2 or status.state == MessageState.FAILED:
        return advance_state(entry, status.state, status.error)
    heard = dict(entry.content.get("heard", {}))
    before = MessageState(heard.get(status.provider_id, MessageState.QUEUED))
    if ORDER[MessageState(status.state)] <= ORDER[before]:
        return False
    heard[status.provider_id] = str(status.state)
    if (
        status.state == MessageState.READ and status.provider_id in calls
    ):  # the parts above it stand before it
        heard |= dict.fromkeys(list(calls)[: list(calls).index(status.provider_id)], str(status.state))
    entry.content = {**entry.content, "heard": heard}
    if all(name in heard for name in calls):
        advance_state(entry, min((heard[name] for name in calls), key=lambda name: ORDER[MessageState(name)]))
    return True


def catch_up(
    entry: Entry, deliveries: Sequence[Delivery], waiting: Sequence[EarlyStatus]
) -> list[EarlyStatus]:
    """Apply to an entry that was just settled what was heard of it before; returns what is done with."""
    calls = [delivery.provider_id for delivery in deliveries]
    tried = max((delivery.first_tried_at for delivery in deliveries if delivery.first_tried_at), default=None)
    done = []
    for row in waiting:
        if row.provider_id:
            if row.provider_id in calls:
                hear(entry, calls, row)
                done.append(row)
        elif entry.state in (MessageState.SENT, MessageState.DELIVERED) and tried and tried <= row.at:
            advance_state(entry, row.state)
    return done


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
