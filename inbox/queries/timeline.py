"""A chat's timeline by pages and by cursor (INB-22, INB-23)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from audience.queries.cards import mask
from channels_hub.models import ClientLink, MediaFile
from channels_hub.queries import links
from inbox import failing, visibility, wording
from inbox.enums import ChatAct, Direction, EntryKind, MessageState, Origin
from inbox.models import Dialog, Entry, Group
from inbox.queries import keys
from inbox.queries.faces import Face, faces
from inbox.queries.previewing import media_word
from inbox.queries.seeing import Seen, look
from projects.models import Member

MOST = 200


@dataclass(frozen=True)
class Quote:
    """What a message replies to; `item` is 0 when we do not have it or it is not shown to the reader."""

    item: int
    name: str
    text: str


@dataclass(frozen=True)
class Item:
    """One entry as read by a member.

    `kind` message, note, service; `direction` in, out, ""; `origin` person, chain, broadcast, autoresponder, program; `source` its name.
    `author` is None for the client. `words` is a service line's sentence with `icon` its lucide name. `content` as in
    inbox.models.Entry. `versions` are what stood before an edit. `resend`: this reader may send it again. `key` orders
    and pages. `hidden`: the entries of dialog `dialog` are not for this reader; only `words` and `at` are set.
    `intent` lets a page find what it sent itself. `link` is the client's link to a file of it, `revoke`: this reader may
    close it.
    """

    id: int
    key: str
    dialog: int | None
    at: datetime.datetime
    kind: str
    rev: int = 0
    direction: str = ""
    origin: str = ""
    source: str = ""
    author: Face | None = None
    author_name: str = ""
    verb: str = ""
    words: str = ""
    icon: str = ""
    text: str = ""
    content: dict[str, Any] = field(default_factory=dict)
    media: tuple[MediaFile, ...] = ()
    quote: Quote | None = None
    state: str = ""
    error: str = ""
    versions: tuple[dict[str, Any], ...] = ()
    edited_at: datetime.datetime | None = None
    resend: bool = False
    hidden: bool = False
    intent: str = ""
    link: ClientLink | None = None
    revoke: bool = False

    @property
    def order(self) -> tuple[int, ...]:
        """The shown order; `key` says the same in text."""
        return _order(self.key)


@dataclass(frozen=True)
class DialogFacts:
    """For the line between dialogs: number, who was responsible, when closed."""

    id: int
    number: int
    state: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    responsible: Face | None


@dataclass(frozen=True)
class Timeline:
    """Oldest first. `before` / `after` are keys of older / newer pages ("" when none); `rev` is the cursor for `since`.

    `again`: too much changed, load the newest page anew. `dialogs` by id, of all items.
    """

    items: list[Item]
    before: str
    after: str
    rev: int
    dialogs: dict[int, DialogFacts]
    again: bool = False


def page(
    member: Member, chat: int, before: str = "", after: str = "", around: int | None = None, limit: int = 40
) -> Timeline | None:
    """The newest page, or the one `before` / `after` a key, or the one with entry `around` in its middle.

    None when the member sees nothing of the chat. Entries of dialogs the member may not see are left out, with one
    hidden item in their place (INB-8). A malformed key, or an entry that is not to be seen, gives the newest page.
    """
    seen = look(member, chat)
    if seen is None:
        return None
    limit = max(2, min(limit, MOST))
    middle = seen.entries().filter(pk=around).first() if around else None
    low = high = None
    if middle is not None:
        at = (middle.at, middle.number, middle.pk)
        older, more_before = _older(seen, at, limit // 2)
        newer, more_after = _newer(seen, at, limit - limit // 2)
        rows = [*older, middle, *newer]
    elif after and (low := keys.read(after, 2)):
        rows, more_after = _newer(seen, low, limit)
        more_before = True
    else:
        high = keys.read(before, 2) if before else None
        rows, more_before = _older(seen, high, limit)
        more_after = high is not None
    first = _key(rows[0]) if rows and more_before else ""
    last = _key(rows[-1]) if rows and more_after else ""
    # A hidden line between two pages stands on the one that is loaded second, for its edge is the other's key.
    hidden = _hidden(seen, after if low else first, before if high else last)
    items = _merge(_items(member, seen, rows), hidden)
    return Timeline(items, first, last, seen.chat.rev, _dialogs(member, seen, rows))


def since(member: Member, chat: int, rev: int, limit: int = 200) -> Timeline | None:
    """New and changed entries after the cursor, to put in by id and sort by key; None when the chat is not visible.

    Hidden items (their ids are negative) come each time and are put in by the same rule.
    """
    seen = look(member, chat)
    if seen is None:
        return None
    limit = max(1, min(limit, MOST))
    rows = list(seen.entries().filter(rev__gt=rev).order_by("rev", "id")[: limit + 1])
    if len(rows) > limit:
        return Timeline([], "", "", seen.chat.rev, {}, again=True)
    rows.sort(key=lambda row: (row.at, row.number, row.pk))
    items = _merge(_items(member, seen, rows), _covered(seen))
    return Timeline(items, "", "", seen.chat.rev, _dialogs(member, seen, rows))


Cursor = tuple[Any, ...]


def _older(seen: Seen, cursor: Cursor | None, limit: int) -> tuple[list[Entry], bool]:
    rows = seen.entries()
    if cursor:
        at, number, pk = cursor
        rows = rows.filter(at__lte=at).filter(
            Q(at__lt=at) | Q(number__lt=number) | Q(number=number, id__lt=pk)
        )
    found = list(rows.order_by("-at", "-number", "-id")[: limit + 1])
    return found[:limit][::-1], len(found) > limit


def _newer(seen: Seen, cursor: Cursor, limit: int) -> tuple[list[Entry], bool]:
    at, number, pk = cursor
    rows = (
        seen.entries()
        .filter(at__gte=at)
        .filter(Q(at__gt=at) | Q(number__gt=number) | Q(number=number, id__gt=pk))
    )
    found = list(rows.order_by("at", "number", "id")[: limit + 1])
    return found[:limit], len(found) > limit


def _key(row: Entry) -> str:
    return keys.write(row.at, row.number, row.pk)


def _items(member: Member, seen: Seen, rows: list[Entry]) -> list[Item]:
    files = (
        MediaFile.objects.in_bulk({pk for row in rows for pk in row.media})
        if any(row.media for row in rows)
        else {}
    )
    people = faces({row.author_id for row in rows}, member)
    quotes = _quotes(seen, rows)
    with_links = [row.pk for row in rows if row.content.get("linked")]
    found = links.of_entries(with_links) if with_links else {}
    return [_item(row, member, seen, files, people, quotes, found.get(row.pk)) for row in rows]


def _item(
    row: Entry,
    member: Member,
    seen: Seen,
    files: dict[int, MediaFile],
    people: dict[int, Face],
    quotes: dict[str, Quote],
    link: ClientLink | None = None,
) -> Item:
    author = people.get(row.author_id or 0)
    words = icon = ""
    if row.kind == EntryKind.SERVICE:
        whom = row.content.get("whom") or {}
        words = wording.sentence(
            row.verb,
            row.at,
            row.author_name,
            str(whom.get("name", "")),
            author.gender if author else "",
            me=row.author_id == member.pk,
            whom_me=whom.get("member") == member.pk,
        )
        icon = wording.ICONS.get(row.verb, "circle-alert")  # type: ignore[call-overload]
    stuck = row.direction == Direction.OUT and row.state in (MessageState.FAILED, MessageState.UNCERTAIN)
    stuck = stuck and failing.again_helps(row.error_code, seen.chat.identity.blocked_at is not None)
    return Item(
        id=row.pk,
        key=_key(row),
        dialog=row.dialog or seen.chat.dialog,
        at=row.at,
        kind=row.kind,
        rev=row.rev,
        direction=row.direction,
        origin=row.origin,
        source=str(row.content.get("source", "")),
        author=author,
        author_name=row.author_name or (_("Another program") if row.origin == Origin.PROGRAM else ""),
        verb=row.verb,
        words=words,
        icon=icon,
        text=row.text,
        content=row.content if seen.data else _masked(row.content),
        media=tuple(files[pk] for pk in row.media if pk in files),
        quote=quotes.get(row.reply_to) if row.reply_to else None,
        state=row.state,
        error=failing.sentence(row.state, row.error_code, row.error_text),
        versions=tuple(row.content.get("versions", ())),
        edited_at=row.edited_at,
        intent=row.intent or "",
        resend=stuck and ChatAct.WRITE in seen.acts and row.dialog == seen.chat.dialog,
        link=link,
        revoke=link is not None and links.is_open(link) and visibility.may_revoke(member, seen.acts),
    )


def _masked(content: dict[str, Any]) -> dict[str, Any]:
    """A contact that the client shared, without the right to see contact data: the name, and too little of the number."""
    shared = content.get("contact")
    if not shared:
        return content
    return {**content, "contact": {**shared, "phone": mask("phone", shared.get("phone", ""))}}


def _quotes(seen: Seen, rows: list[Entry]) -> dict[str, Quote]:
    """What these entries reply to, by the provider's id; an empty quote for what we do not have or may not show."""
    wanted = {row.reply_to for row in rows if row.reply_to}
    if not wanted:
        return {}
    found = {row.provider_id: row for row in seen.entries().filter(provider_id__in=wanted)}
    name = seen.chat.contact.name
    quotes = {}
    for key in wanted:
        row = found.get(key)
        if row is None:
            quotes[key] = Quote(0, "", "")
            continue
        text = row.text[:200] or media_word("file" if row.media else "")
        quotes[key] = Quote(row.pk, name if row.direction == Direction.IN else row.author_name, text)
    return quotes


def _dialogs(member: Member, seen: Seen, rows: list[Entry]) -> dict[int, DialogFacts]:
    wanted = {row.dialog or seen.chat.dialog for row in rows}
    dialogs = [dialog for dialog in seen.shown if dialog.pk in wanted]
    people = faces({dialog.responsible_id for dialog in dialogs}, member)
    return {
        dialog.pk: DialogFacts(
            dialog.pk,
            dialog.number,
            dialog.state,
            dialog.opened_at,
            dialog.closed_at,
            people.get(dialog.responsible_id or 0),
        )
        for dialog in dialogs
    }


def _covered(seen: Seen) -> list[Item]:
    """One line for each dialog left out; it stands where the dialog's first entry stands, with an id no entry has."""
    if not seen.left_out:
        return []
    ids = [dialog.pk for dialog in seen.left_out]
    names = dict(
        Group.objects.filter(pk__in={one.group_id for one in seen.left_out}).values_list("pk", "name")
    )
    first = Entry.objects.filter(dialog=OuterRef("pk")).order_by("id").values("pk")[:1]
    begun = dict(Dialog.objects.filter(pk__in=ids).annotate(first=Subquery(first)).values_list("pk", "first"))
    entries = Entry.objects.in_bulk([pk for pk in begun.values() if pk])
    items = []
    for dialog in seen.left_out:
        entry = entries.get(begun.get(dialog.pk) or 0)
        at = entry.at if entry else dialog.opened_at
        items.append(
            Item(
                id=-dialog.pk,
                key=_key(entry) if entry else keys.write(at, 0, 0),
                dialog=dialog.pk,
                at=at,
                kind=EntryKind.SERVICE,
                words=wording.hidden(names.get(dialog.group_id, "")),
                icon="lock",
                hidden=True,
            )
        )
    return items


def _hidden(seen: Seen, low: str, high: str) -> list[Item]:
    """Hidden lines between two keys ("": no edge)."""
    return [
        item
        for item in _covered(seen)
        if (not low or item.order > _order(low)) and (not high or item.order < _order(high))
    ]


def _order(key: str) -> tuple[int, ...]:
    return tuple(int(part) for part in key.split("."))


def _merge(items: Iterable[Item], more: Iterable[Item]) -> list[Item]:
    return sorted([*items, *more], key=lambda item: item.order)
