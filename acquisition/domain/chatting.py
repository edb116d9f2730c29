"""A visitor's chat as its provider keeps it: each line in order, its receipt or its delivery in the same transaction.

Whoever adds a line holds the visitor's row; the number it takes is the cursor of their page.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from acquisition import live
from acquisition.domain import pace
from acquisition.models import WebLine, WebVisitor
from channels_hub.domain.taking_in import take_in
from channels_hub.enums import FileState
from channels_hub.messengers.webchat import pressed, said, seen
from channels_hub.models import Channel, MediaFile
from common import clock
from common.text import storable
from projects.domain.refusals import Refused

LONGEST = 4000


@dataclass(frozen=True)
class Said:
    """What a visitor sends: `key` is their browser's word for it, `start` what the page's address carried (None: nothing)."""

    key: str
    text: str = ""
    reply_to: int = 0
    start: str | None = None


def write(
    channel: Channel, code: str, words: Said, file: MediaFile | None = None, language: str = ""
) -> WebLine:
    """Keep a visitor's line and tell the lanes; the same key again gives the same line. In the project's scope.

    Raises Refused: "empty", "long", "fast".
    """
    text = storable(words.text).strip()
    if not text and file is None and words.start is None:
        raise Refused(_("Write something first"), "empty")
    if len(text) > LONGEST:
        raise Refused(_("A message has at most %(n)d characters") % {"n": LONGEST}, "long")
    with transaction.atomic():
        visitor = _held(channel, code, language)
        known = WebLine.objects.filter(visitor=visitor, key=words.key).select_related("file").first()
        if known is not None:
            return known
        pace.let_visitor(visitor)
        content: dict[str, Any] = {"reply_to": words.reply_to} if words.reply_to else {}
        if words.start is not None:
            content["start"] = words.start
        line = _add(visitor, channel, WebLine(key=words.key, own=True, text=text, content=content, file=file))
        body = said(
            f"{code}:{words.key}",
            _who(visitor),
            _ms(line),
            line.rev,
            text,
            [_upload(file)] if file else [],
            reply_to=words.reply_to,
            start=words.start,
        )
        take_in(channel, body)
    return line


def known_line(channel: Channel, code: str, key: str) -> WebLine | None:
    """The line that a browser sent under this key before; so an upload that is repeated is not kept twice."""
    rows = WebLine.objects.filter(visitor__channel=channel, visitor__code=code, key=key)
    return rows.select_related("file").first()


def press(channel: Channel, code: str, key: str, rev: int, place: int) -> None:
    """The visitor pressed button `place` of our line `rev`; once is enough for one key. Raises Refused: "gone", "fast"."""
    with transaction.atomic():
        visitor = _held(channel, code)
        line = WebLine.objects.filter(visitor=visitor, rev=rev, own=False).first()
        buttons = line.content.get("buttons", []) if line else []
        if line is None or not 0 <= place < len(buttons) or "data" not in buttons[place]:
            raise Refused(_("This button is not there any more"), "gone")
        pace.let_visitor(visitor)
        visitor.save(update_fields=["quota_at"])
        line.content = {**line.content, "pressed": sorted({*line.content.get("pressed", []), place})}
        line.save(update_fields=["content"])
        at = int(clock.now().timestamp() * 1000)
        take_in(channel, pressed(f"{code}:{key}", _who(visitor), at, rev, buttons[place]["data"]))


def see(channel: Channel, code: str, delivered: int, read: int) -> None:
    """Our lines up to `delivered` are on the visitor's page, up to `read` before their eyes. Marks only move forward."""
    with transaction.atomic():
        visitor = (
            WebVisitor.objects.select_for_update(of=("self",)).filter(channel=channel, code=code).first()
        )
        if visitor is None:
            return
        read = min(read, visitor.rev)
        delivered = max(min(delivered, visitor.rev), read)
        at = int(clock.now().timestamp() * 1000)
        for state, upto in (("delivered", delivered), ("read", read)):
            before = getattr(visitor, state)
            if upto <= before:
                continue
            rows = WebLine.objects.filter(visitor=visitor, own=False, rev__gt=before, rev__lte=upto)
            numbers = list(rows.order_by("-rev").values_list("rev", flat=True)[:200])
            setattr(visitor, state, upto)
            if numbers:
                take_in(channel, seen(f"{code}:{state}:{upto}", _who(visitor), at, state, numbers))
        visitor.save(update_fields=["delivered", "read"])


def deliver(channel: Channel, code: str, key: str, text: str, file: int | None, **content: Any) -> WebLine:
    """Keep a line of ours for the visitor; the same key again gives the same line. In the project's scope.

    Raises Refused: "visitor" (nobody of that code wrote here), "file" (not ours, or not here).
    """
    with transaction.atomic():
        visitor = (
            WebVisitor.objects.select_for_update(of=("self",)).filter(channel=channel, code=code).first()
        )
        if visitor is None:
            raise Refused("there is no such visitor", "visitor")
        known = WebLine.objects.filter(visitor=visitor, key=key).first() if key else None
        if known is not None:
            return known
        carried = None
        if file is not None:
            carried = MediaFile.objects.filter(pk=file, state=FileState.READY).exclude(path="").first()
            if carried is None or carried.kind == "avatar":
                raise Refused("there is no such file", "file")
        kept = {name: value for name, value in content.items() if value}
        line = WebLine(
            key=key or f"n{visitor.rev + 1}", own=False, text=storable(text), content=kept, file=carried
        )
        return _add(visitor, channel, line)


def _held(channel: Channel, code: str, language: str = "") -> WebVisitor:
    """The visitor's row, locked, made when they never wrote before."""
    rows = WebVisitor.objects.select_for_update(of=("self",)).filter(channel=channel, code=code)
    visitor = rows.first()
    if visitor is None:
        made = WebVisitor(
            project_id=channel.project_id,
            channel=channel,
            code=code,
            language=language,
            created_at=clock.now(),
        )
        WebVisitor.objects.bulk_create([made], ignore_conflicts=True)
        visitor = rows.get()
    return visitor


def _add(visitor: WebVisitor, channel: Channel, line: WebLine) -> WebLine:
    """The line under the next number; the visitor's row is held."""
    visitor.rev += 1
    visitor.save(update_fields=["rev", "quota_at"])
    line.project_id, line.visitor, line.rev, line.at = visitor.project_id, visitor, visitor.rev, clock.now()
    line.save(force_insert=True)
    live.tell(channel.account, visitor.code, visitor.rev)
    return line


def _who(visitor: WebVisitor) -> dict[str, str]:
    """The visitor for the inbox: a name that tells them apart, in the installation's language."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Visitor %(code)s") % {"code": visitor.code[:4].upper().replace("-", "0").replace("_", "0")}
    return {"id": visitor.code, "name": name, "language": visitor.language}


def _ms(line: WebLine) -> int:
    return int(line.at.timestamp() * 1000)


def _upload(file: MediaFile) -> dict[str, Any]:
    facts = {
        "upload": file.pk,
        "kind": file.kind,
        "name": file.name,
        "mime": file.mime,
        "size": file.size,
        "width": file.width,
        "height": file.height,
    }
    return {name: value for name, value in facts.items() if value}
