"""The lists of chats behind the tabs (INB-1 to INB-5)."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from channels_hub.models import MediaFile
from channels_hub.queries import channels
from channels_hub.queries.channels import Brief
from channels_hub.queries.reply_window import NONE, ReplyWindow, reply_window
from common import clock
from inbox import visibility
from inbox.enums import DialogState, Tab
from inbox.models import Chat, Participant
from inbox.queries.faces import Face, faces
from inbox.queries.previewing import Preview, shown
from inbox.queries.seeing import unread_of
from inbox.queries.tab_sql import places
from inbox.queries.urgency import urgency
from projects.models import Member

MOST = 200
ORDER_WAITING, ORDER_NEW = "waiting", "new"
# What a line is made of, and no more: one statement, and no object for each of six tables' fifty rows. Subqueries instead of
# joins where one row answers: their order need not be planned.
LINES = """
SELECT c.id, c.contact_id, c.channel_id, c.group_id, c.state, c.preview, c.last_at, c.last_client_at, c.waiting_since, c.rev, c.responsible_id,
    c.client_count, c.last_client_rev, who.photo_id,
    who.first_name, who.last_name, i.username, i.external_id, i.blocked_at,
    (SELECT ARRAY[f.path, f.preview] FROM channels_hub_mediafile f WHERE f.id = who.photo_id) AS photo,
    (SELECT ARRAY[r.rev, r.client_count] FROM inbox_chatread r WHERE r.member_id = %(member)s AND r.chat_id = c.id) AS mark,
    CASE WHEN c.state = 'new' THEN (SELECT d.previous_id FROM inbox_dialog d WHERE d.id = c.dialog) END AS previous,
    c.state = 'active' AND EXISTS (SELECT 1 FROM inbox_participant p WHERE p.project_id = %(project)s
        AND p.member_id = %(member)s AND p.chat_id = c.id AND p.open) AS added
FROM inbox_chat c
JOIN audience_contact who ON who.id = c.contact_id
JOIN audience_identity i ON i.id = c.identity_id
WHERE c.project_id = %(project)s AND c.id = ANY(%(chats)s)
"""


@dataclass(frozen=True)
class Row:
    """One line of a list, complete for drawing.

    `photo` is the contact's picture file (staff_link makes its address). `preview` is what the line says: see `Preview`.
    `at` is the last message's time. `waiting` is since when the client waits, None when answered; `minutes` how long;
    `level` "", "ok", "warn" or "late" and `percent` 0…100 fill the ring over the project's answer time. `unread` is the
    number of client messages this member has not seen. `previous` only in New (INB-2). `part` is "responsible" or "added" in Mine
    (INB-3), else "". `group` is its name, empty for the general one.
    """

    chat: int
    contact: int
    name: str
    photo: MediaFile | None
    kind: str
    channel: str
    state: str
    preview: Preview
    at: datetime.datetime
    waiting: datetime.datetime | None
    minutes: int
    level: str
    percent: int
    unread: int
    responsible: Face | None
    previous: Face | None
    part: str
    group: str
    blocked: bool
    rev: int
    window: ReplyWindow = NONE


@dataclass(frozen=True)
class Page:
    """`after` is the key of the next page, "" at the end."""

    rows: list[Row]
    after: str


def page(
    member: Member,
    tab: Tab | str,
    group: int | None = None,
    after: str = "",
    limit: int = 50,
    order: str = ORDER_WAITING,
    part: str = "",
) -> Page:
    """One page of a tab, by key.

    `order` "waiting": who waits longest first, then the rest newest first (New, Mine, Others); "new": newest first.
    Done is always newest first. `part` narrows Mine to "responsible" or "added". A tab the member has no right to is
    empty, as is Search, whose lists are its own; a malformed `after` gives the first page.
    """
    limit = max(1, min(limit, MOST))
    if tab not in visibility.tabs(member):
        return Page([], "")
    found = places(member, Tab(tab), group, after, limit + 1, order == ORDER_WAITING, part)
    more, found = found[limit:], found[:limit]
    return Page(rows(member, [place.chat for place in found]), found[-1].key if more else "")


def row(member: Member, chat: int, tab: Tab | str = "") -> Row | None:
    """One chat's line for the member, None when the member does not see it (or it does not stand in `tab`)."""
    found = Chat.objects.filter(visibility.visible_chats(member), pk=chat).first()
    if found is None or (tab and tab_of(member, found) != tab):
        return None
    return next(iter(rows(member, [chat])), None)


def tab_of(member: Member, chat: Chat) -> Tab | None:
    """The tab where the chat stands for this member now; None when in none."""
    inside = Participant.objects.filter(dialog=chat.dialog).values_list("member", flat=True)
    return visibility.tab_of(member, chat, list(inside) if chat.dialog else [])


def rows(member: Member, chats: Sequence[int]) -> list[Row]:
    """Lines of these chats, in their order, of the member's project; who may see them has been asked already."""
    if not chats:
        return []
    with connection.cursor() as cursor:
        cursor.execute(LINES, {"project": member.project_id, "member": member.pk, "chats": list(chats)})
        names = [column.name for column in cursor.description]
        found = {values[0]: dict(zip(names, values, strict=True)) for values in cursor.fetchall()}
    people = faces([line[key] for line in found.values() for key in ("responsible_id", "previous")], member)
    now = clock.now()
    kinds = {channel.id: channel for channel in member.once("channels", channels.brief)}
    groups = visibility.group_names(member)
    return [_row(member, found[pk], people, kinds, groups, now) for pk in chats if pk in found]


def _photo(member: Member, line: dict[str, Any]) -> MediaFile | None:
    if line["photo"] is None:
        return None
    names = ["id", "project_id", "path", "preview"]
    return MediaFile.from_db(connection.alias, names, [line["photo_id"], member.project_id, *line["photo"]])


def _row(
    member: Member,
    line: dict[str, Any],
    people: dict[int, Face],
    kinds: dict[int, Brief],
    groups: dict[int, str],
    now: datetime.datetime,
) -> Row:
    minutes, level, percent = urgency(line["waiting_since"], now, member.project)
    led = line["state"] == DialogState.ACTIVE and line["responsible_id"] == member.pk
    name = f"{line['first_name']} {line['last_name']}".strip()
    channel = kinds[line["channel_id"]]
    return Row(
        chat=line["id"],
        contact=line["contact_id"],
        name=name or line["username"] or line["external_id"],
        photo=_photo(member, line),
        kind=channel.kind,
        channel=channel.name,
        state=line["state"],
        preview=shown(json.loads(line["preview"]), member.pk, line["last_at"]),
        at=line["last_at"],
        waiting=line["waiting_since"],
        minutes=minutes,
        level=level,
        percent=percent,
        unread=unread_of(line["client_count"], line["last_client_rev"], *(line["mark"] or (None, None))),
        responsible=people.get(line["responsible_id"] or 0),
        previous=people.get(line["previous"] or 0),
        part="responsible" if led else "added" if line["added"] else "",
        group=groups.get(line["group_id"], ""),
        blocked=line["blocked_at"] is not None,
        rev=line["rev"],
        window=reply_window(channel, line["last_client_at"], now),
    )
