"""The head of an open chat (INB-9) and what its composer may do."""

import datetime
from dataclasses import dataclass

from channels_hub.messengers import messenger
from channels_hub.messengers.vocabulary import Traits
from channels_hub.models import MediaFile
from channels_hub.queries.reply_window import NONE, ReplyWindow, reply_window
from common import clock
from inbox import visibility
from inbox.enums import ChatAct, DialogState
from inbox.models import Chat
from inbox.queries.faces import Face, faces
from inbox.queries.seeing import look
from inbox.queries.urgency import urgency
from inbox.queries.writing import Writing, writing
from projects.enums import Right
from projects.models import Member


@dataclass(frozen=True)
class ChatHead:
    """`state` of the current dialog; `previous` was responsible before (a repeat new dialog). `tab` is where it stands
    for the reader. `traits` are the messenger's limits for the composer. `rev` is the chat's cursor, `unread` the
    reader's number of unseen client messages."""

    chat: int
    contact: int
    name: str
    photo: MediaFile | None
    username: str
    kind: str
    channel: str
    channel_username: str
    state: str
    dialog: int | None
    number: int
    responsible: Face | None
    participants: list[Face]
    previous: Face | None
    group: str
    acts: frozenset[ChatAct]
    writing: Writing
    waiting: datetime.datetime | None
    minutes: int
    level: str
    percent: int
    unread: int
    rev: int
    tab: str
    blocked: bool
    traits: Traits | None
    window: ReplyWindow


def head(member: Member, chat: int) -> ChatHead | None:
    """The head of a chat; None when the member may not see any of its dialogs.

    When only older dialogs are visible, who leads the present one and how it stands is left out.
    """
    seen = look(member, chat)
    if seen is None:
        return None
    row, acts, inside, dialog = seen.chat, seen.acts, seen.inside, seen.dialog
    minutes, level, percent = urgency(row.waiting_since if acts else None, clock.now(), member.project)
    previous = dialog.previous_id if dialog and row.state == DialogState.NEW else None
    people = faces([row.responsible_id, previous, *inside], member) if acts else {}
    leader = people.get(row.responsible_id or 0)
    return ChatHead(
        chat=row.pk,
        contact=row.contact_id,
        name=row.contact.name or row.identity.username or row.identity.external_id,
        photo=row.contact.photo,
        username=row.identity.username if member.may(Right.CONTACTS_SEE) else "",
        kind=row.channel.kind,
        channel=row.channel.name,
        channel_username=row.channel.username,
        state=row.state if acts else "",
        dialog=row.dialog if acts else None,
        number=dialog.number if dialog and acts else 0,
        responsible=leader,
        participants=[people[pk] for pk in inside if pk in people],
        previous=people.get(previous or 0),
        group=row.group.name if acts and not row.group.general else "",
        acts=acts,
        writing=writing(member, row, acts, row.identity, leader.name if leader else ""),
        waiting=row.waiting_since if acts else None,
        minutes=minutes,
        level=level,
        percent=percent,
        unread=seen.unread,
        rev=row.rev,
        tab=visibility.tab_of(member, row, inside) or "",
        blocked=row.identity.blocked_at is not None,
        traits=_traits(row),
        window=reply_window(row.channel, row.last_client_at, clock.now()) if acts else NONE,
    )


def _traits(chat: Chat) -> Traits | None:
    try:
        traits: Traits = messenger(chat.channel.kind).TRAITS
    except KeyError:
        return None
    return traits
