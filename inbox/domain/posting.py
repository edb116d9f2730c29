"""A person's answer to the client (INB-5, INB-10 to INB-12; ARCHITECTURE §4, post)."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from channels_hub.domain import links, queueing
from channels_hub.enums import FileState
from channels_hub.messengers import messenger
from channels_hub.messengers.vocabulary import OutgoingFile
from channels_hub.models import ClientLink, MediaFile
from channels_hub.queries.links import client_link
from common.presenting.figures import filesize
from common.text import storable
from inbox import events, visibility
from inbox.domain.acting import Held, acting, may_see
from inbox.domain.groups import general
from inbox.domain.intents import intended, key
from inbox.domain.opening import begin
from inbox.domain.reading import mark_read
from inbox.domain.refusals import Refused
from inbox.domain.taking import join_former
from inbox.enums import DialogState, Direction, EntryKind, MessageState, Origin, Verb
from inbox.models import Entry
from inbox.queries.writing import Writing, writing
from projects.domain import facts
from projects.models import Member

MOST_FILES = 10
LONGEST = 16_000


def post(
    member: Member,
    chat: int,
    text: str,
    files: Sequence[MediaFile] = (),
    intent: uuid.UUID | str = "",
    seen_rev: int | None = None,
) -> Entry:
    """Write to the client: one entry, one delivery per provider call.

    `files` are stored ones (channels_hub.domain.files.store); one above the messenger's limit reaches the client as a
    link in the text (INB-11). `intent` is the composer's uuid: the same one twice gives the
    same entry. With no open dialog this opens one with `member` responsible (INB-5). `seen_rev` is what the page had
    shown: reserved for INB-30.

    Raises Refused: "empty", "long", "files" (too many or not sendable), "new" (take it first), "others" (`by` holds it),
    "right", "channel" (disconnected), "blocked" (the client blocked the bot), "window" (the messenger's time for answering is over), "gone".
    """
    text = storable(text).strip()
    _check(text, files)
    name = key("composer", intent)
    with acting(member, chat) as held:
        known = intended(held, name)
        if known is not None:
            return known
        tag = may_write(held).window.tag
        _check_files(held, files)
        most = messenger(held.chat.channel.kind).TRAITS.file_bytes
        linked = [file for file in files if (file.size or 0) > most]
        if held.chat.state == DialogState.DONE:
            _open(held, text or next((file.name for file in files), ""))
        entry = held.add(
            Entry(
                kind=EntryKind.MESSAGE,
                direction=Direction.OUT,
                origin=Origin.PERSON,
                author=held.member,
                author_name=held.member.person.name,
                text=text,
                media=[file.pk for file in files],
                content={"linked": [file.pk for file in linked]} if linked else {},
                state=MessageState.QUEUED,
                intent=name,
            ),
            files[0].kind if files else "",
        )
        MediaFile.objects.filter(pk__in=entry.media).update(chat=held.chat.pk, entry=entry.pk)
        channel = held.chat.channel
        said = [text, *(_address(links.issue(file, held.chat.pk, entry.pk)) for file in linked)]
        carried = [_outgoing(file) for file in files if file not in linked]
        parts = messenger(channel.kind).parts("\n\n".join(filter(None, said)), carried)
        parts = [replace(part, tag=tag) for part in parts] if tag else parts
        queueing.queue(channel, held.chat.pk, entry.pk, held.chat.identity.external_id, name, parts)
        held.chat.waiting_since = None
        mark_read(held.chat, held.member, held.chat.rev)
        return entry


def may_write(held: Held) -> Writing:
    """How the member may write to the client in this chat now; raises Refused when they may not."""
    may_see(held)
    acts = visibility.acts(held.member, held.chat, held.participants)
    verdict = writing(held.member, held.chat, acts, held.chat.identity)
    if not verdict.open:
        by = held.chat.responsible if verdict.code == "others" else None
        raise Refused(verdict.reason, verdict.code, by)
    return verdict


def _check(text: str, files: Sequence[MediaFile]) -> None:
    if not text and not files:
        raise Refused(_("Write something first."), "empty")
    if len(text) > LONGEST:
        raise Refused(_("A message has at most %(n)d characters.") % {"n": LONGEST}, "long")
    if len(files) > MOST_FILES:
        sentence = ngettext("At most %(n)d file at once.", "At most %(n)d files at once.", MOST_FILES)
        raise Refused(sentence % {"n": MOST_FILES}, "files")


def _check_files(held: Held, files: Sequence[MediaFile]) -> None:
    """Raise Refused "files" for one that is not ours, not here, or went with another message."""
    for file in files:
        if file.project_id != held.chat.project_id or file.state != FileState.READY or file.entry is not None:
            raise Refused(
                _("The file “%(name)s” cannot be sent: add it once more.") % {"name": file.name}, "files"
            )


def _outgoing(file: MediaFile) -> OutgoingFile:
    """The file as the messenger's call takes it."""
    return OutgoingFile(file=file.pk, kind=file.kind, name=file.name, mime=file.mime, size=file.size or 0)


def _address(link: ClientLink) -> str:
    """A file's name, size and link, in words of no language: the client's is not known for sure."""
    return f"{link.file.name} · {filesize(link.file.size)}\n{client_link(link)}"


def _open(held: Held, text: str) -> None:
    """INB-5: writing in Done opens a new dialog with the writer responsible."""
    last = held.dialog
    dialog = begin(held.chat, last, general(), held.now, text, responsible=held.member)
    dialog.save(force_insert=True)
    held.dialog, held.chat.dialog, held.chat.responsible, held.participants = (
        dialog,
        dialog.pk,
        held.member,
        [],
    )
    held.line(Verb.REOPENED)
    join_former(held)
    facts.publish(
        events.DialogOpened(
            held.chat.project_id, held.chat.pk, dialog.pk, held.chat.contact_id, last is not None
        )
    )
