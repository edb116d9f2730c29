"""A month of history, written by sets: contacts, chats, dialogs, entries as they would be after being lived through."""

import datetime
import random
import zoneinfo
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from audience.domain.editing import search_text
from audience.domain.tagging import named
from audience.models import Contact, ContactTag, Identity, Status
from channels_hub.enums import FileState
from channels_hub.models import Channel, MediaFile
from common import clock
from inbox.domain import previews
from inbox.enums import Direction, EntryKind, MessageState, Origin, Verb
from inbox.models import Chat, ChatRead, Dialog, Entry, Group, Participant
from projects.models import Member, Project
from wepster.demo.story import picture, story

FIELDS = ("phone", "email", "sex", "country", "city", "address", "about")


@dataclass
class Telling:
    """One chat while its story is written down."""

    chat: Chat
    entries: list[Entry] = field(default_factory=list)
    number: int = 0
    kinds: dict[int, str] = field(default_factory=dict)

    def add(self, **facts: Any) -> Entry:
        self.chat.rev += 1
        self.number += 1
        entry = Entry(
            project_id=self.chat.project_id,
            chat=self.chat,
            rev=self.chat.rev,
            number=self.number,
            dialog=self.chat.dialog,
            **facts,
        )
        self.entries.append(entry)
        return entry


def tell(project: Project, channel: Channel, members: dict[str, Member], peers: list[int]) -> int:
    """Write down every client of the story who is not there yet; `peers` are their ids at the messenger, in order.

    Runs in the project's scope; returns how many chats were written.
    """
    known = set(Identity.objects.filter(channel=channel).values_list("external_id", flat=True))
    told = 0
    with transaction.atomic():
        statuses = {status.key: status for status in Status.objects.all()}
        group = Group.objects.get(general=True)
        for peer, about in zip(peers, story()["clients"], strict=True):
            if str(peer) not in known:
                _client(project, channel, members, statuses, group, peer, about)
                told += 1
    return told


def _client(
    project: Project,
    channel: Channel,
    members: dict[str, Member],
    statuses: dict[str, Status],
    group: Group,
    peer: int,
    about: dict[str, Any],
) -> None:
    starts = [_start(project, dialog) for dialog in about["dialogs"]]
    first, _, last = about["name"].partition(" ")
    photo = _photo(project, channel, about["photo"], peer)
    contact = Contact(
        project=project,
        first_name=first,
        last_name=last,
        photo=photo,
        status=statuses[about["status"]],
        created_at=starts[0],
        last_at=starts[-1],
        **{name: about.get(name, "") for name in FIELDS},
    )
    contact.search = search_text(contact)
    contact.save()
    ContactTag.objects.bulk_create(
        ContactTag(project=project, contact=contact, tag=named(project.pk, name)) for name in about["tags"]
    )
    identity = Identity.objects.create(
        project=project,
        channel=channel,
        external_id=str(peer),
        contact=contact,
        first_name=first,
        last_name=last,
        username=about["username"],
        photo=photo,
        profile_at=clock.now(),
        created_at=starts[0],
    )
    chat = Chat.objects.create(
        project=project,
        identity=identity,
        contact=contact,
        channel=channel,
        group=group,
        created_at=starts[0],
        last_at=starts[0],
    )
    telling = Telling(chat)
    previous: Member | None = None
    for number, (start, dialog) in enumerate(zip(starts, about["dialogs"], strict=True), 1):
        previous = _dialog(telling, number, start, dialog, members, previous)
    Entry.objects.bulk_create(telling.entries)
    for entry in telling.entries:
        if entry.media:
            MediaFile.objects.filter(pk__in=entry.media).update(entry=entry.pk)
            telling.kinds[entry.pk] = MediaFile.objects.get(pk=entry.media[0]).kind
    _finish(telling)


def _start(project: Project, dialog: dict[str, Any]) -> datetime.datetime:
    """When a dialog began: so many minutes ago, or so many days ago at a time of the project's zone."""
    now = clock.now()
    if "minutes" in dialog:
        return now - datetime.timedelta(minutes=dialog["minutes"])
    zone = zoneinfo.ZoneInfo(project.time_zone)
    hour, minute = map(int, dialog["at"].split(":"))
    day = now.astimezone(zone) - datetime.timedelta(days=dialog["days"])
    return day.replace(hour=hour, minute=minute, second=random.Random(minute).randrange(60), microsecond=0)


def _dialog(
    telling: Telling,
    number: int,
    start: datetime.datetime,
    about: dict[str, Any],
    members: dict[str, Member],
    previous: Member | None,
) -> Member | None:
    """One dialog with its lines; the responsible, for the next one."""
    chat = telling.chat
    state = about.get("state", "done")
    responsible = members[about["by"]] if "by" in about else None
    end = start + datetime.timedelta(minutes=about["lines"][-1][1] + 3)
    dialog = Dialog.objects.create(
        project_id=chat.project_id,
        chat=chat,
        number=number,
        state=state,
        group=chat.group,
        responsible=responsible,
        previous=previous,
        text=next((line[2] for line in about["lines"] if line[0] == "in" and line[2]), "")[:200],
        opened_at=start,
        taken_at=start + datetime.timedelta(minutes=2) if responsible else None,
        closed_at=end if state == "done" else None,
        closed_by=responsible if state == "done" else None,
    )
    chat.dialog, chat.state, chat.responsible = dialog.pk, state, responsible
    taken = False
    for line in about["lines"]:
        at = start + datetime.timedelta(minutes=line[1])
        if not taken and line[0] != "in" and line[0] != "start" and responsible is not None:
            _service(telling, Verb.TOOK, responsible, at - datetime.timedelta(seconds=40))
            taken = True
        _line(telling, line, at, responsible, members)
    if responsible is not None and not taken:
        _service(telling, Verb.TOOK, responsible, end - datetime.timedelta(minutes=2))
    for key in about.get("with", ()):
        Participant.objects.create(project_id=chat.project_id, chat=chat, dialog=dialog, member=members[key])
    if state == "done" and responsible is not None:
        _service(telling, Verb.CLOSED, responsible, end)
    return responsible


def _service(telling: Telling, verb: Verb, by: Member, at: datetime.datetime) -> None:
    telling.add(kind=EntryKind.SERVICE, verb=verb, author=by, author_name=by.person.name, at=at)


def _line(
    telling: Telling, line: list[Any], at: datetime.datetime, by: Member | None, members: dict[str, Member]
) -> None:
    kind, _, key = line[0].partition(":")
    chat = telling.chat
    if kind == "note":
        who = members[key]
        telling.add(kind=EntryKind.NOTE, author=who, author_name=who.person.name, text=line[2], at=at)
    elif kind == "start":
        telling.add(kind=EntryKind.SERVICE, verb=Verb.STARTED, content={"payload": line[2]}, at=at)
    elif kind == "in":
        entry = telling.add(
            direction=Direction.IN, text=line[2], at=at, provider_id=f"demo-{chat.pk}-{telling.number + 1}"
        )
        _attach(entry, line)
        chat.client_count += 1
        chat.last_client_rev, chat.last_client_at = chat.rev, at
    else:
        assert by is not None
        entry = telling.add(
            direction=Direction.OUT,
            origin=Origin.PERSON,
            author=by,
            author_name=by.person.name,
            text=line[2],
            state=MessageState.SENT,
            at=at,
            provider_id=f"demo-{chat.pk}-{telling.number + 1}",
        )
        _attach(entry, line)


def _attach(entry: Entry, line: list[Any]) -> None:
    """A file of a line: "photo:latte" is a picture of the story, else a small PDF of that name."""
    if len(line) < 4:
        return
    kind, _, name = line[3].partition(":")
    data = picture(name) if kind == "photo" else _pdf()
    file = MediaFile.objects.create(
        project_id=entry.project_id,
        channel_id=entry.chat.channel_id,
        kind="image" if kind == "photo" else "file",
        name=f"{name}.jpg" if kind == "photo" else line[3],
        mime="image/jpeg" if kind == "photo" else "application/pdf",
        size=len(data),
        width=960 if kind == "photo" else None,
        height=720 if kind == "photo" else None,
        path=default_storage.save("demo/file", ContentFile(data)),
        state=FileState.READY,
        chat=entry.chat_id,
    )
    entry.media = [file.pk]


def _pdf() -> bytes:
    """A valid PDF of one empty page."""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    )


def _photo(project: Project, channel: Channel, name: str, peer: int) -> MediaFile | None:
    if not name:
        return None
    data = picture(name)
    return MediaFile.objects.create(
        project=project,
        channel=channel,
        kind="avatar",
        name=f"{name}.jpg",
        mime="image/jpeg",
        size=len(data),
        width=256,
        height=256,
        ref={"peer": str(peer)},
        path=default_storage.save("demo/avatar", ContentFile(data)),
        state=FileState.READY,
    )


def _finish(telling: Telling) -> None:
    """What the chat's row says of its last entry, and who has read how far."""
    chat, entries = telling.chat, telling.entries
    last = [entry for entry in entries if previews.is_shown(entry)][-1]
    chat.last_at = chat.tail_at = last.at
    chat.tail_number = last.number
    chat.preview = previews.preview(last, telling.kinds.get(last.pk, ""))
    if chat.state != "done":
        unanswered: list[Entry] = []
        for entry in entries:
            if entry.direction == Direction.IN:
                unanswered.append(entry)
            elif entry.direction == Direction.OUT:
                unanswered.clear()
        chat.waiting_since = unanswered[0].at if unanswered else None
    chat.save()
    _read(telling)


def _read(telling: Telling) -> None:
    """The responsible has read all, or all up to the first message that waits."""
    chat = telling.chat
    if chat.responsible_id is None:
        return
    seen = [entry for entry in telling.entries if chat.waiting_since is None or entry.at < chat.waiting_since]
    if seen:
        ChatRead.objects.create(
            project_id=chat.project_id,
            chat=chat,
            member_id=chat.responsible_id,
            rev=seen[-1].rev,
            client_count=sum(entry.direction == Direction.IN for entry in seen),
        )
