"""What each happening does to its chat (ARCHITECTURE §3, receive); everything in memory, inbox.domain.threads stores it."""

import datetime
import functools
from typing import Any

from channels_hub.messengers.vocabulary import Blocked, Deletion, Echo, Edit, Message, Press, Start, Status
from channels_hub.models import MediaFile
from common.text import storable
from inbox import events
from inbox.domain import editions, statuses
from inbox.domain.contents import content_of, glimpse
from inbox.domain.opening import begin, first_words
from inbox.domain.ordering import advance, heard_at, late, moment, own_place
from inbox.domain.threads import Thread
from inbox.enums import Direction, EntryKind, MessageState, Origin, Verb
from inbox.models import Entry


@functools.singledispatch
def hear(happening: Any, thread: Thread) -> None:
    """Apply one happening; kinds that we do not know change nothing."""


@hear.register
def _message(happening: Message, thread: Thread) -> None:
    known = thread.known.get(happening.provider_id)
    if known is not None:
        if editions.complete(known, happening, thread.batch.now):
            thread.change(known)
        return
    said(thread, happening, storable(happening.text), content_of(happening))


@hear.register
def _start(happening: Start, thread: Thread) -> None:
    """A first Start, and one by a link, open a dialog; a bare one later only leaves its line."""
    if happening.provider_id in thread.known:
        return
    at = moment(happening.at, thread.batch.now)
    opens = not thread.is_open and (thread.dialog is None or bool(happening.payload))
    unblock(thread)
    thread.touch()
    place = _place(thread, at, happening.number)
    if opens:
        open_dialog(thread, place, payload=happening.payload)
    elif thread.dialog is not None and thread.is_open and happening.payload and not thread.dialog.payload:
        thread.dialog.payload, thread.dialog_changed = happening.payload[:256], True
    entry = _line(thread, Verb.STARTED, happening.payload and {"payload": storable(happening.payload)})
    entry.at, entry.number, entry.provider_id = place, happening.number, happening.provider_id
    thread.add(entry)
    advance(thread.chat, entry)
    if opens:
        waits(thread, entry)
    chat = thread.chat
    chat.last_client_at = max(filter(None, (chat.last_client_at, at)))
    thread.events.append(lambda: events.StartReceived(chat.project_id, chat.pk, happening.payload))


@hear.register
def _edit(happening: Edit, thread: Thread) -> None:
    """An edit that came before its message stands for it until it comes (inbox.domain.editions)."""
    known = thread.known.get(happening.provider_id)
    text = storable(happening.text)
    if known is None:
        said(thread, happening, text, {editions.AHEAD: True})
    elif editions.edit(known, text, moment(happening.at, thread.batch.now)):
        thread.change(known)


@hear.register
def _press(happening: Press, thread: Thread) -> None:
    chat, at = thread.chat, moment(happening.at, thread.batch.now)
    entry = thread.known.get(happening.provider_id)
    chat.last_client_at = max(filter(None, (chat.last_client_at, at)))
    thread.touch()
    if entry is not None:
        pressed = [
            *entry.content.get("pressed", []),
            {"data": happening.data, "at": int(at.timestamp() * 1000)},
        ]
        entry.content = {**entry.content, "pressed": pressed[-20:]}
        thread.change(entry)
    thread.events.append(
        lambda: events.ButtonPressed(chat.project_id, chat.pk, entry.pk if entry else None, happening.data)
    )


@hear.register
def _echo(happening: Echo, thread: Thread) -> None:
    """Another program wrote in the account's name: an entry, and an answer to the client. Ours never come so far."""
    at = moment(happening.at, thread.batch.now)
    known = thread.known.get(happening.provider_id)
    if known is not None:
        if known.direction == Direction.OUT and at < known.at:
            known.at = at
            thread.change(known)
        return
    thread.touch()
    entry = Entry(
        project_id=thread.chat.project_id,
        chat=thread.chat,
        kind=EntryKind.MESSAGE,
        direction=Direction.OUT,
        origin=Origin.PROGRAM,
        text=storable(happening.text),
        provider_id=happening.provider_id,
        at=_place(thread, at, happening.number),
        number=happening.number,
        state=MessageState.SENT,
        created_at=thread.batch.now,
    )
    thread.add(entry, _files(thread, happening))
    advance(thread.chat, entry)
    waiting = thread.chat.waiting_since
    if waiting is not None and waiting <= entry.at:
        thread.chat.waiting_since = None


@hear.register
def _deletion(happening: Deletion, thread: Thread) -> None:
    """The client took a message back: it is marked so, and staff go on reading what it said."""
    entry = thread.known.get(happening.provider_id)
    if entry is not None and entry.direction == Direction.IN and "deleted" not in entry.content:
        at = moment(happening.at, thread.batch.now)
        entry.content = {**entry.content, "deleted": int(at.timestamp() * 1000)}
        thread.change(entry)


@hear.register
def _blocked(happening: Blocked, thread: Thread) -> None:
    at = moment(happening.at, thread.batch.now)
    if happening.blocked:
        if thread.identity.blocked_at is None:
            _block(thread, at, Verb.BLOCKED)
    elif thread.identity.blocked_at is not None and thread.identity.blocked_at <= at:
        _block(thread, None, Verb.UNBLOCKED)


@hear.register
def _status(happening: Status, thread: Thread) -> None:
    for entry in statuses.follow(thread, happening):
        thread.change(entry)


def _place(thread: Thread, at: datetime.datetime, number: int) -> datetime.datetime:
    """Where a client's words stand: those that come late, behind what precedes them by number, be that moved or not."""
    if late(thread.chat, at, number):
        return max(filter(None, (at, thread.shown_before(number))))
    return heard_at(thread.chat, at, number)


def said(thread: Thread, happening: Message | Edit, text: str, content: dict[str, Any]) -> None:
    """A client's message: the dialog opens when none is, the entry stands at its place, the client waits."""
    at = moment(happening.at, thread.batch.now)
    number = getattr(happening, "number", 0)
    unblock(thread)
    thread.touch()
    place = _place(thread, at, number)
    files = _files(thread, happening)
    glimpsed = text or glimpse(content, files)
    if not thread.is_open:
        open_dialog(thread, place, text=glimpsed)
    elif thread.dialog is not None and not thread.dialog.text and glimpsed:
        thread.dialog.text, thread.dialog_changed = first_words(glimpsed), True
    entry = Entry(
        project_id=thread.chat.project_id,
        chat=thread.chat,
        kind=EntryKind.MESSAGE,
        direction=Direction.IN,
        text=text,
        content=content,
        provider_id=happening.provider_id,
        reply_to=getattr(happening, "reply_to", "")[:128],
        at=place,
        number=number,
        edited_at=at if editions.AHEAD in content else None,
        created_at=thread.batch.now,
    )
    thread.add(entry, files)
    advance(thread.chat, entry)
    waits(thread, entry)
    chat, dialog = thread.chat, thread.dialog
    chat.last_client_at = max(filter(None, (chat.last_client_at, at)))
    thread.events.append(
        lambda: events.MessageReceived(chat.project_id, chat.pk, dialog.pk if dialog else 0, entry.pk)
    )


def waits(thread: Thread, entry: Entry) -> None:
    """The client did something that wants an answer: unread for all, and the waiting begins."""
    chat = thread.chat
    chat.client_count += 1
    chat.last_client_rev = chat.rev
    chat.waiting_since = min(filter(None, (chat.waiting_since, entry.at)))


def open_dialog(thread: Thread, at: Any, text: str = "", payload: str = "") -> None:
    """Begin the chat's next dialog, new and without a responsible."""
    repeat = thread.dialog is not None
    dialog = begin(thread.chat, thread.dialog, thread.batch.general, at, text, storable(payload))
    thread.dialog = thread.opened = dialog
    thread.participants = ()
    chat, contact = thread.chat, thread.identity.contact_id
    thread.events.append(
        lambda: events.DialogOpened(chat.project_id, chat.pk, dialog.pk, contact, repeat, dialog.payload)
    )


def unblock(thread: Thread) -> None:
    """Who writes has let the bot write again, whatever else was told."""
    if thread.identity.blocked_at is not None:
        _block(thread, None, Verb.UNBLOCKED)


def _block(thread: Thread, at: Any, verb: Verb) -> None:
    thread.identity.blocked_at = at
    thread.identity.save(update_fields=["blocked_at"])
    thread.touch()
    entry = _line(thread, verb)
    entry.at, entry.number = own_place(thread.chat, at or thread.batch.now)
    thread.add(entry)
    advance(thread.chat, entry)
    chat = thread.chat
    thread.events.append(lambda: events.ContactBlocked(chat.project_id, chat.pk, verb == Verb.BLOCKED))


def _line(thread: Thread, verb: Verb, content: Any = None) -> Entry:
    return Entry(
        project_id=thread.chat.project_id,
        chat=thread.chat,
        kind=EntryKind.SERVICE,
        verb=verb,
        content=content or {},
        created_at=thread.batch.now,
    )


def _files(thread: Thread, happening: Message | Edit | Echo) -> list[MediaFile]:
    return [
        MediaFile(
            project_id=thread.chat.project_id,
            channel=thread.batch.channel,
            kind=media.kind,
            name=storable(media.name)[:255],
            mime=storable(media.mime)[:100],
            size=media.size,
            width=media.width,
            height=media.height,
            duration=media.duration,
            ref=media.ref,
            chat=thread.chat.pk,
            due_at=thread.batch.now,
            created_at=thread.batch.now,
        )
        for media in getattr(happening, "media", ())
    ]
