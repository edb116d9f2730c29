"""What became of our messages (ARCHITECTURE §4, settle): the entry follows its deliveries (INB-12)."""

from collections.abc import Iterable, Sequence

from channels_hub.enums import DeliveryState
from channels_hub.models import Delivery
from channels_hub.receivers import Settled
from common import clock
from inbox import live
from inbox.domain import early
from inbox.domain.ordering import advance, own_place
from inbox.domain.previews import retouch
from inbox.domain.statuses import ORDER, catch_up
from inbox.enums import DialogState, EntryKind, MessageState, Verb
from inbox.events import ContactBlocked
from inbox.models import Chat, EarlyStatus, Entry, Participant
from inbox.queries.settled import write_chats, write_entries
from projects.domain import facts
from projects.scope import active_project

BLOCKED = "blocked"
UNFINISHED = {DeliveryState.QUEUED, DeliveryState.CLAIMED, DeliveryState.CALLING}


def settled(outcomes: Sequence[Settled]) -> None:
    """Bring entries, previews and cursors after their deliveries; in the caller's transaction and the project's scope.

    An entry of several calls is failed when one failed (its reason is shown), uncertain when one is, queued while one
    waits, sent when all are; its provider id is the first call's. Delivered and read are never taken back.
    """
    rows = Chat.objects.filter(pk__in={one.chat for one in outcomes}).order_by("id")
    chats = {chat.pk: chat for chat in rows.select_for_update(no_key=True, of=("self",))}
    entries = Entry.objects.in_bulk({one.entry for one in outcomes})
    deliveries: dict[int, list[Delivery]] = {}
    for delivery in Delivery.objects.filter(entry__in=entries).order_by("part"):
        deliveries.setdefault(delivery.entry, []).append(delivery)
    told = {one.delivery: one for one in outcomes}
    sent = [one for one in outcomes if one.state == DeliveryState.SENT and one.provider_id]
    waiting = early.waiting({one.chat for one in sent}, {one.provider_id for one in sent}) if sent else []
    changed: list[Entry] = []
    touched: set[int] = set()
    for entry in entries.values():
        calls = deliveries.get(entry.pk, [])
        if entry.chat_id in chats and _follow(entry, calls, told):
            _catch_up(entry, calls, [row for row in waiting if row.chat_id == entry.chat_id])
            chat = chats[entry.chat_id]
            if chat.pk not in touched:
                touched.add(chat.pk)
                chat.rev += 1
            entry.rev = chat.rev
            retouch(chat, entry)
            changed.append(entry)
    lines = [_blocked(chats[pk], touched) for pk in _blocked_chats(outcomes, chats)]
    project = active_project()
    write_entries(project, changed)
    Entry.objects.bulk_create(lines)
    write_chats(project, [chats[pk] for pk in sorted(touched)])
    _tell([chats[pk] for pk in sorted(touched)])


def _follow(entry: Entry, deliveries: list[Delivery], told: dict[int, Settled]) -> bool:
    """Set the entry's state from its calls, those just told of included; returns whether it changed."""
    stood = (entry.state, entry.provider_id, entry.error_code, entry.error_text)
    calls = []
    for delivery in deliveries:
        one = told.get(delivery.pk)
        state = one.state if one else delivery.state
        if state == DeliveryState.CANCELLED:
            continue
        reason = (one.error_code, one.error_text) if one else (delivery.error_code, delivery.error_text)
        calls.append((state, (one.provider_id if one else "") or delivery.provider_id, reason))
    if not calls:
        return False
    state, reason = _worst(calls)
    entry.provider_id = entry.provider_id or calls[0][1] or None
    if not (state == MessageState.SENT and ORDER.get(MessageState(entry.state or "queued"), 0) > 1):
        entry.state = state
        entry.error_code, entry.error_text = (reason[0][:32], reason[1][:300])
    return stood != (entry.state, entry.provider_id, entry.error_code, entry.error_text)


def _catch_up(entry: Entry, calls: Sequence[Delivery], waiting: Sequence[EarlyStatus]) -> None:
    """What the messenger told of these calls before we knew that they were sent."""
    if waiting:
        content = entry.content
        early.forget(catch_up(entry, calls, waiting))
        if entry.content is not content:
            entry.save(update_fields=["content"])


def _worst(calls: list[tuple[str, str, tuple[str, str]]]) -> tuple[str, tuple[str, str]]:
    for state in (MessageState.FAILED, MessageState.UNCERTAIN):
        for told, _, reason in calls:
            if told == state:
                return state, reason
    waiting = [reason for told, _, reason in calls if told in UNFINISHED]
    if waiting:  # why it waits, when the messenger gave a reason
        return MessageState.QUEUED, next((reason for reason in waiting if reason[0]), ("", ""))
    return MessageState.SENT, ("", "")


def _blocked_chats(outcomes: Iterable[Settled], chats: dict[int, Chat]) -> list[int]:
    """Chats whose client turns out to have blocked the bot, not known until now."""
    found = {one.chat for one in outcomes if one.error_code == BLOCKED and one.state == MessageState.FAILED}
    # Few are, so each loads its identity by itself.
    return sorted(pk for pk in found if pk in chats and chats[pk].identity.blocked_at is None)


def _blocked(chat: Chat, touched: set[int]) -> Entry:
    now = clock.now()
    chat.identity.blocked_at = now
    chat.identity.save(update_fields=["blocked_at"])
    if chat.pk not in touched:
        touched.add(chat.pk)
        chat.rev += 1
    at, number = own_place(chat, now)
    entry = Entry(
        project_id=chat.project_id,
        chat=chat,
        dialog=chat.dialog,
        rev=chat.rev,
        kind=EntryKind.SERVICE,
        verb=Verb.BLOCKED,
        at=at,
        number=number,
        created_at=now,
    )
    advance(chat, entry)
    facts.publish(ContactBlocked(chat.project_id, chat.pk, True))
    return entry


def _tell(chats: list[Chat]) -> None:
    inside: dict[int, list[int]] = {}
    active = [chat.dialog for chat in chats if chat.state == DialogState.ACTIVE]
    if active:
        for chat_id, member in Participant.objects.filter(dialog__in=active).values_list("chat", "member"):
            inside.setdefault(chat_id, []).append(member)
    for chat in chats:
        live.tell(chat, inside.get(chat.pk, []))
