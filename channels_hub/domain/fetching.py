"""Fetching clients' files and portraits from the messengers, in the background (ARCHITECTURE §3, media).

A file that is still at the messenger is a row with a due time; whoever claims it moves that time ahead, so a worker that
dies leaves it to the next.
"""

import base64
import datetime
import logging
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from celery import signature
from django.db import transaction

from channels_hub import addresses, drawing, shelving
from channels_hub.calling import call
from channels_hub.enums import FileState
from channels_hub.messengers import errors, messenger
from channels_hub.messengers.naming import file_name
from channels_hub.models import Channel, MediaFile
from channels_hub.queries import files
from channels_hub.receivers import receiver
from common import clock, jobs, sniffing
from projects.scope import project_scope

log = logging.getLogger(__name__)
LEASE = datetime.timedelta(seconds=120)
DEADLINE = 45.0
MOST_TRIES = 8
REFRESH = datetime.timedelta(days=1)
AVATAR_BYTES = 5 * 1024 * 1024
TASK = "channels_hub.tasks.media.fetch"
_PICTURES = frozenset({"image", "sticker", "avatar"})
_SOUND_AND_MOTION = frozenset({"video", "voice", "audio", "animation", "sticker"})


def wake(project: int) -> None:
    """Fetch what is due in the project once the open transaction commits; call it after adding files."""
    jobs.later(signature(TASK), project)


def want_avatar(channel: Channel, external_id: str) -> MediaFile:
    """The portrait of a person or bot in a channel: a row at once, its bytes when they are fetched (`path` not empty).

    Looked for at most once a day. Call inside a transaction, in the project's scope.
    """
    return want_avatars(channel, [external_id])[external_id]


def want_avatars(channel: Channel, external_ids: Iterable[str]) -> dict[str, MediaFile]:
    """`want_avatar` for many at once: {external id: MediaFile}."""
    wanted = sorted(set(external_ids))
    now = clock.now()
    missing = [
        MediaFile(
            project_id=channel.project_id,
            channel=channel,
            kind="avatar",
            ref={"peer": peer},
            due_at=now,
            created_at=now,
        )
        for peer in wanted
    ]
    known = files.avatars(channel.pk, wanted)
    fresh = [row for row in missing if row.ref["peer"] not in known]
    if fresh:
        MediaFile.objects.bulk_create(fresh, ignore_conflicts=True)
        known = files.avatars(channel.pk, wanted)
    stale = [row.pk for row in known.values() if row.state != FileState.REMOTE and row.due_at <= now]
    if stale:
        MediaFile.objects.filter(pk__in=stale).update(state=FileState.REMOTE, tries=0)
    if fresh or stale:
        wake(channel.project_id)
    return known


def portrait_now(kind: str, token: str, account: str, seconds: float = 4.0) -> str:
    """A bot's picture as a data address, before anything of it is stored; "" when it cannot be had quickly."""
    try:
        portrait = call(_portrait(kind, token, account), seconds)
        if portrait is None:
            return ""
        with shelving.scratch() as path:
            call(_download(kind, token, portrait.ref, AVATAR_BYTES, path), seconds)
            preview = drawing.draw(path).preview
    except (errors.SendError, drawing.Broken, drawing.Flood):
        return ""
    return f"data:image/webp;base64,{base64.b64encode(preview).decode()}"


def again(file: int) -> bool:
    """Try once more to fetch a file that could not be fetched; False when there is nothing to try. In the project's scope."""
    with transaction.atomic():
        row = MediaFile.objects.filter(pk=file, state=FileState.FAILED, channel__isnull=False)
        changed = row.update(state=FileState.REMOTE, tries=0, due_at=clock.now())
        if changed:
            wake(MediaFile.objects.values_list("project_id", flat=True).get(pk=file))
    return bool(changed)


def fetch_due(project: int, seconds: float = 20.0) -> int:
    """Fetch the project's due files one after another for so long; returns how many were settled."""
    until, done = time.monotonic() + seconds, 0
    with project_scope(project):
        while time.monotonic() < until:
            with transaction.atomic():
                file = files.claim(clock.now(), LEASE)
            if file is None:
                break
            _fetch(file)
            done += 1
        else:
            wake(project)
    return done


def _fetch(file: MediaFile) -> None:
    """One file, from the messenger to its row; every failure is written there."""
    channel: Channel = file.channel
    try:
        if not channel.connected or not channel.token:
            raise errors.Rejected("the channel is disconnected")
        with shelving.scratch() as path:
            ref, limit = _wanted(file, channel)
            if ref is None:
                _settle(file, {"state": FileState.READY, "due_at": clock.now() + REFRESH})
                return
            call(_download(channel.kind, channel.token, ref, limit, path), DEADLINE)
            _settle(file, _taken(file, path, ref))
    except errors.TooLarge as error:
        _settle(file, {"state": FileState.TOO_LARGE, "size": error.size or file.size})
    except (errors.Retry, errors.Unknown, errors.BadCredentials) as error:
        _put_off(file, error)
    except errors.SendError as error:
        log.info("file %s is not to be had: %s", file.pk, error.code)
        _settle(file, {"state": FileState.FAILED, "due_at": clock.now() + REFRESH})
    except Exception as error:
        log.warning("file %s could not be taken: %s", file.pk, type(error).__name__)
        _put_off(file, error)


def _wanted(file: MediaFile, channel: Channel) -> tuple[dict[str, Any] | None, int]:
    """What to ask the messenger for and how many bytes at most; (None, …) when there is nothing new to fetch."""
    limit = messenger(channel.kind).TRAITS.download_bytes
    if file.kind != "avatar":
        if file.size and file.size > limit:
            raise errors.TooLarge("file is too big", file.size)
        return file.ref, limit
    portrait = call(_portrait(channel.kind, channel.token, file.ref["peer"]))
    if portrait is None or (file.path and portrait.ref.get("unique") == file.ref.get("unique")):
        return None, AVATAR_BYTES
    return {**portrait.ref, "peer": file.ref["peer"]}, AVATAR_BYTES


async def _portrait(kind: str, token: str, peer: str) -> Any:
    package = messenger(kind)
    async with package.Client() as client:
        return await package.profile(client, token, addresses.base(kind), peer)


async def _download(kind: str, token: str, ref: dict[str, Any], limit: int, path: Path) -> None:
    package = messenger(kind)
    async with package.Client() as client:
        with path.open("wb") as out:
            async for chunk in package.fetch(client, token, addresses.base(kind), ref, limit):
                out.write(chunk)


def _taken(file: MediaFile, path: Path, ref: dict[str, Any]) -> dict[str, Any]:
    """The columns of a file whose bytes lie in `path`: kind and type by content, pictures drawn anew."""
    mime, kind, drawn = sniffing.mime(path), file.kind, None
    if mime.startswith("image/"):
        try:
            drawn = drawing.draw(path)
        except (drawing.Broken, drawing.Flood):
            mime = sniffing.UNKNOWN
    if drawn is not None and kind in _PICTURES:
        path.write_bytes(drawn.content)
    if kind == "avatar" and drawn is None:
        raise errors.Rejected("not a picture")
    if not _fits(kind, mime, drawn is not None):
        kind = "file"
    project = file.project_id
    columns: dict[str, Any] = {
        "state": FileState.READY,
        "kind": kind,
        "mime": mime,
        "name": file_name(file.name),
        "size": path.stat().st_size,
        "sha256": shelving.digest(path),
        "path": shelving.put(project, path),
        "preview": shelving.put(project, drawn.preview) if drawn else "",
        "ref": ref,
    }
    if drawn is not None:
        columns |= {"width": drawn.width, "height": drawn.height}
    if kind == "avatar":
        columns["due_at"] = clock.now() + REFRESH
    return columns


def _fits(kind: str, mime: str, drawn: bool) -> bool:
    """May the page show a file of this kind as such? What is not what it should be is offered for download only."""
    if kind == "file" or (drawn and kind in _PICTURES):
        return True
    return kind in _SOUND_AND_MOTION and (mime in files.PLAYED or drawn)


def _settle(file: MediaFile, columns: dict[str, Any]) -> None:
    """Write what became of the claimed file, and tell the floor above, in one transaction."""
    before = (file.path, file.preview)
    with transaction.atomic():
        ours = MediaFile.objects.filter(pk=file.pk, state=FileState.REMOTE, tries=file.tries)
        settled = bool(ours.update(**columns))
        if settled:
            row = MediaFile.objects.select_related("channel").get(pk=file.pk)
            _tell([row])
    new = (columns.get("path", ""), columns.get("preview", ""))
    if not settled:
        shelving.drop(*new)
    elif new[0]:
        shelving.drop(*before)


def _put_off(file: MediaFile, error: Exception) -> None:
    """Again later, each time twice as late; after the last try it has failed."""
    if file.tries >= MOST_TRIES:
        _settle(file, {"state": FileState.FAILED, "due_at": clock.now() + REFRESH})
        return
    wait = max(float(getattr(error, "after", 0.0)), min(5.0 * 2**file.tries, 1800.0))
    MediaFile.objects.filter(pk=file.pk, state=FileState.REMOTE, tries=file.tries).update(
        due_at=clock.now() + datetime.timedelta(seconds=wait)
    )


def _tell(rows: Sequence[MediaFile]) -> None:
    try:
        changed = receiver(rows[0].channel.purpose).file_changed
    except KeyError:
        return
    changed(rows)
