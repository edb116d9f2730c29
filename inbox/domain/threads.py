"""Chats of a batch as they are while it is received: loaded by set, locked, changed in memory, written in bulk."""

import datetime
import functools
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from audience.models import Identity
from channels_hub.models import Channel, MediaFile
from inbox import live
from inbox.domain import early
from inbox.domain.groups import general
from inbox.domain.previews import is_shown, preview
from inbox.enums import DialogState
from inbox.models import Chat, Dialog, EarlyStatus, Entry, Group, Participant
from projects.domain import facts

CHAT_FIELDS = [
    "rev", "dialog", "state", "group", "responsible", "last_at", "tail_at", "tail_number", "waiting_since",
    "last_client_at", "last_client_rev", "client_count", "preview",
]  # fmt: skip
ENTRY_FIELDS = [
    "rev",
    "text",
    "content",
    "at",
    "number",
    "reply_to",
    "state",
    "error_code",
    "error_text",
    "edited_at",
]


@dataclass
class Batch:
    """What the chats of a batch share."""

    channel: Channel
    now: datetime.datetime

    @functools.cached_property
    def general(self) -> Group:
        """The project's general group, asked once and only when something begins."""
        return general()


@dataclass(eq=False)
class Thread:
    """One chat with its current dialog, and what the batch adds to and changes in it.

    `known` are stored entries by the provider's id, that of a later call too; `calls` the ids of all calls of an entry that took
    several. `early` are states of messages that are not known yet. `files` go with the entry they stand beside. `events` are made into
    facts once ids are there.
    """

    batch: Batch
    identity: Identity
    chat: Chat
    dialog: Dialog | None = None
    participants: tuple[int, ...] = ()
    known: dict[str, Entry] = field(default_factory=dict)
    calls: dict[int, list[str]] = field(default_factory=dict)
    early: list[EarlyStatus] = field(default_factory=list)
    opened: Dialog | None = None
    dialog_changed: bool = False
    touched: bool = False
    fresh: list[tuple[Entry, Dialog | None, list[MediaFile]]] = field(default_factory=list)
    changed: dict[int, Entry] = field(default_factory=dict)
    events: list[Callable[[], Any]] = field(default_factory=list)
    was: dict[str, Any] | None = None

    @property
    def is_open(self) -> bool:
        """Has the chat an open dialog?"""
        return self.dialog is not None and self.dialog.state != DialogState.DONE

    def touch(self) -> int:
        """The rev of this batch's changes: one a chat."""
        if not self.touched:
            self.touched = True
            self.was = live.routing(self.chat, self.participants) if self.dialog else None
            self.chat.rev += 1
        return self.chat.rev

    def shown_before(self, number: int) -> datetime.datetime | None:
        """The time at which the last entry before the provider's `number` is shown; a question to the database."""
        rows = Entry.objects.filter(chat=self.chat, number__lt=number).order_by("-at", "-number", "-id")
        stored = rows.values_list("at", flat=True).first()
        fresh = [entry.at for entry, _, _ in self.fresh if entry.number < number]
        return max(filter(None, (stored, *fresh)), default=None)

    def add(self, entry: Entry, files: Iterable[MediaFile] = ()) -> None:
        """A new entry of the current dialog."""
        entry.rev = self.touch()
        self.fresh.append((entry, self.dialog, list(files)))
        if entry.provider_id:
            self.known[entry.provider_id] = entry

    def change(self, entry: Entry) -> None:
        """A stored entry was changed (one of this batch is written anyway)."""
        entry.rev = self.touch()
        if entry.pk:
            self.changed[entry.pk] = entry


def gather(
    batch: Batch, identities: Mapping[str, Identity], openers: Collection[str], provider_ids: Collection[str]
) -> dict[str, Thread]:
    """Threads by peer, their chats locked in order of id; chats are made for `openers` that have none."""
    peers = {identity.pk: peer for peer, identity in identities.items()}
    rows = Chat.objects.filter(identity__in=peers).order_by("id").select_for_update(no_key=True, of=("self",))
    chats: dict[int, Chat] = {row.identity_id: row for row in rows}
    lacking = [identities[peer] for peer in openers if identities[peer].pk not in chats]
    if lacking:
        chats.update(_make(batch, lacking))
    dialogs = Dialog.objects.in_bulk([chat.dialog for chat in chats.values() if chat.dialog is not None])
    taken = [chat.dialog for chat in chats.values() if chat.state == DialogState.ACTIVE]
    inside: dict[int, list[int]] = {}
    if taken:
        for chat_id, member in Participant.objects.filter(dialog__in=taken).values_list("chat", "member"):
            inside.setdefault(chat_id, []).append(member)
    known: dict[int, dict[str, Entry]] = {}
    if provider_ids and dialogs:
        for entry in Entry.objects.filter(
            chat__in=[chat.pk for chat in chats.values()], provider_id__in=provider_ids
        ):
            known.setdefault(entry.chat_id, {})[entry.provider_id] = entry
    return {
        peers[identity_id]: Thread(
            batch,
            identities[peers[identity_id]],
            chat,
            dialogs.get(chat.dialog) if chat.dialog else None,
            tuple(inside.get(chat.pk, ())),
            known.get(chat.pk, {}),
        )
        for identity_id, chat in chats.items()
    }


def _make(batch: Batch, lacking: list[Identity]) -> dict[int, Chat]:
    Chat.objects.bulk_create(
        [
            Chat(
                project_id=batch.channel.project_id,
                identity=identity,
                contact_id=identity.contact_id,
                channel=batch.channel,
                group=batch.general,
                last_at=batch.now,
                created_at=batch.now,
            )
            for identity in lacking
        ],
        ignore_conflicts=True,
    )
    rows = (
        Chat.objects.filter(identity__in=lacking).order_by("id").select_for_update(no_key=True, of=("self",))
    )
    return {row.identity_id: row for row in rows}


def write(threads: Iterable[Thread]) -> None:
    """Store all that changed in bulk, publish the facts, tell the pages; in the caller's transaction."""
    listed = list(threads)
    early.keep([status for thread in listed for status in thread.early])
    touched = [thread for thread in listed if thread.touched]
    if not touched:
        return
    _write_dialogs(touched)
    _write_entries([one for thread in touched for one in thread.fresh])
    changed = [entry for thread in touched for entry in thread.changed.values()]
    if changed:
        Entry.objects.bulk_update(changed, ENTRY_FIELDS)
    for thread in touched:
        _show(thread)
    # An upsert by the key is one statement over arrays; bulk_update's CASE costs ten times as much.
    Chat.objects.bulk_create(
        [thread.chat for thread in touched],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=CHAT_FIELDS,
    )
    facts.publish(*(event() for thread in touched for event in thread.events))
    for thread in touched:
        live.tell(thread.chat, thread.participants, thread.was)


def _write_dialogs(touched: list[Thread]) -> None:
    opened = [thread for thread in touched if thread.opened is not None]
    Dialog.objects.bulk_create([thread.opened for thread in opened if thread.opened])
    for thread in opened:
        thread.chat.dialog = thread.opened.pk if thread.opened else None
    renamed = [
        thread.dialog for thread in touched if thread.dialog_changed and thread.dialog is not thread.opened
    ]
    if renamed:
        Dialog.objects.bulk_update([dialog for dialog in renamed if dialog], ["text", "payload"])


def _write_entries(fresh: list[tuple[Entry, Dialog | None, list[MediaFile]]]) -> None:
    files = [file for _, _, listed in fresh for file in listed]
    MediaFile.objects.bulk_create(files)
    for entry, dialog, listed in fresh:
        entry.dialog = dialog.pk if dialog else None
        entry.media = [file.pk for file in listed]
    Entry.objects.bulk_create([entry for entry, _, _ in fresh])
    for entry, _, listed in fresh:
        for file in listed:
            file.entry = entry.pk
    if files:
        MediaFile.objects.bulk_update(files, ["entry"])


def _show(thread: Thread) -> None:
    """The list's preview follows the newest entry, and the changes of the one it shows."""
    chat = thread.chat
    shown = [
        (entry, files)
        for entry, _, files in thread.fresh
        if is_shown(entry) and (entry.at >= chat.last_at or not chat.preview)
    ]
    if shown:
        entry, files = max(shown, key=lambda one: (one[0].at, one[0].number, one[0].pk))
        chat.last_at = entry.at
        chat.preview = preview(entry, files[0].kind if files else "")
    for entry in thread.changed.values():
        if chat.preview.get("entry") == entry.pk:
            chat.preview = preview(entry, chat.preview.get("media", ""))
