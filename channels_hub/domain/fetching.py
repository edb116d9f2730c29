"""Fetching clients' files and portraits from the messengers, in the background (ARCHITECTURE §3, media).

A file that is still at the messenger is a row with a due time; whoever claims it moves that time ahead, so a worker that
dies leaves it to the next. A few are fetched at once and few of one channel, so that a messenger that hangs holds up
nobody else's.
"""

import asyncio
import base64
import datetime
import errno
import logging
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from celery import signature
from django.db import transaction

from channels_hub import addresses, drawing, shelving
from channels_hub.calling import call, start
from channels_hub.enums import FileState, FileTrouble
from channels_hub.messengers import errors, messenger
from channels_hub.messengers.naming import file_name
from channels_hub.messengers.vocabulary import Profile
from channels_hub.models import Channel, MediaFile
from channels_hub.queries import files
from channels_hub.receivers import receiver
from common import clock, jobs, sniffing
from projects.scope import project_scope

log = logging.getLogger(__name__)
LEASE = datetime.timedelta(seconds=60)  # no task lives longer (wepster.queues)
# A task may take 50 s (wepster.queues): it claims for so long, and what it claimed last has so long to come.
CLAIMING, DEADLINE = 8.0, 40.0
AT_ONCE, OF_ONE_CHANNEL = 8, 3
MOST_TRIES = 8
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
ROOM_PAUSE = datetime.timedelta(minutes=1)
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
        changed = row.update(state=FileState.REMOTE, trouble="", tries=0, due_at=clock.now())
        if changed:
            again_due = MediaFile.objects.select_related("channel").get(pk=file)
            _tell([again_due])
            wake(again_due.project_id)
    return bool(changed)


@dataclass(frozen=True)
class _Job:
    """A claimed file on its way into `path`, which goes with `scratch`; `told` is what was asked of its person besides."""

    file: MediaFile
    path: Path
    scratch: ExitStack
    told: list[Profile] = field(default_factory=list)


def fetch_due(project: int, seconds: float = CLAIMING) -> int:
    """Fetch the project's due files, claiming for so long; returns how many were settled."""
    until, done = time.monotonic() + seconds, 0
    under_way: dict[Future[dict[str, Any] | None], _Job] = {}
    with project_scope(project):
        try:
            while True:
                while time.monotonic() < until and len(under_way) < AT_ONCE and (file := _claim(under_way)):
                    _begin(file, under_way)
                if not under_way:
                    break
                for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                    _end(under_way.pop(future), future)
                    done += 1
        finally:  # the task was told to end: what is under way is claimed anew later
            for future, job in under_way.items():
                future.cancel()
                job.scratch.close()
        if time.monotonic() >= until:
            wake(project)
    return done


def _claim(under_way: dict[Any, _Job]) -> MediaFile | None:
    """The next due file, none of a channel that has enough under way."""
    count = Counter(job.file.channel_id for job in under_way.values())
    full = [channel for channel, files_of in count.items() if channel and files_of >= OF_ONE_CHANNEL]
    with transaction.atomic():
        return files.claim(clock.now(), LEASE, full)


def _begin(file: MediaFile, under_way: dict[Any, _Job]) -> None:
    scratch = ExitStack()
    try:
        job = _Job(file, scratch.enter_context(shelving.scratch()), scratch)
        under_way[start(_bring(file, file.channel, job.path, job.told))] = job
    except OSError as error:
        scratch.close()
        _failed(file, error)


def _named(file: MediaFile, told: list[Profile]) -> None:
    """Hand on the names that were asked for with a portrait."""
    if told:
        with transaction.atomic():
            receiver(file.channel.purpose).named(file.channel, told)


def _end(job: _Job, future: Future[dict[str, Any] | None]) -> None:
    """What became of one file, written to its row; nothing of it stays in the temporary folder."""
    file = job.file
    with job.scratch:
        try:
            ref = future.result()
            _named(file, job.told)
            if ref is None:
                _settle(file, {"state": FileState.READY, "trouble": "", "due_at": clock.now() + REFRESH})
            else:
                _settle(file, _taken(file, job.path, ref))
        except Exception as error:
            _failed(file, error)


def _failed(file: MediaFile, error: Exception) -> None:
    """Why it is not here, and whether to try again."""
    if isinstance(error, errors.TooLarge):
        _settle(file, {"state": FileState.TOO_LARGE, "size": error.size or file.size})
    elif isinstance(error, errors.Retry | errors.Unknown | errors.BadCredentials):
        _put_off(file, error)
    elif isinstance(error, errors.SendError):
        trouble = FileTrouble.GONE if file.channel.connected else FileTrouble.CHANNEL
        log.info("file %s is not to be had: %s", file.pk, error.code)
        _settle(file, {"state": FileState.FAILED, "trouble": trouble, "due_at": clock.now() + REFRESH})
    elif isinstance(error, OSError) and error.errno in NO_ROOM:
        _wait_for_room(file)
    else:
        log.warning("file %s could not be taken: %s", file.pk, type(error).__name__)
        _put_off(file, error)


async def _bring(file: MediaFile, channel: Channel, path: Path, told: list[Profile]) -> dict[str, Any] | None:
    """The file's bytes into `path`; returns what to ask for it by, or None when there is nothing new. Raises errors.*, OSError.

    A portrait's person is asked for by name where events carry none: into `told`.
    """
    if not channel.connected or not channel.token:
        raise errors.Rejected("the channel is disconnected")
    try:
        async with asyncio.timeout(DEADLINE):
            if file.kind == "avatar" and file.ref["peer"] != channel.account:
                told += await _person(channel, file.ref["peer"])
            ref, limit = await _wanted(file, channel)
            if ref is not None:
                await _download(channel.kind, channel.token, ref, limit, path)
            return ref
    except TimeoutError:
        raise errors.Retry("not whole in time") from None


async def _wanted(file: MediaFile, channel: Channel) -> tuple[dict[str, Any] | None, int]:
    """What to ask the messenger for and how many bytes at most; (None, …) when there is nothing new to fetch."""
    limit = messenger(channel.kind).TRAITS.download_bytes
    if file.kind != "avatar":
        if file.size and file.size > limit:
            raise errors.TooLarge("file is too big", file.size)
        return file.ref, limit
    portrait = await _portrait(channel.kind, channel.token, file.ref["peer"])
    if portrait is None or (file.path and portrait.ref.get("unique") == file.ref.get("unique")):
        return None, AVATAR_BYTES
    return {**portrait.ref, "peer": file.ref["peer"]}, AVATAR_BYTES


async def _person(channel: Channel, peer: str) -> list[Profile]:
    package = messenger(channel.kind)
    if not hasattr(package, "person"):
        return []
    async with package.Client() as client:
        found = await package.person(client, channel.token, addresses.base(channel.kind), peer)
    return [found] if found is not None else []


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
    stored = shelving.put_all(file.project_id, path, *([drawn.preview] if drawn else []))
    columns: dict[str, Any] = {
        "state": FileState.READY,
        "trouble": "",
        "kind": kind,
        "mime": mime,
        "name": file_name(file.name),
        "size": path.stat().st_size,
        "sha256": shelving.digest(path),
        "path": stored[0],
        "preview": stored[1] if drawn else "",
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
        columns = {"state": FileState.FAILED, "trouble": FileTrouble.SILENT, "due_at": clock.now() + REFRESH}
        _settle(file, columns)
        return
    wait = max(float(getattr(error, "after", 0.0)), min(5.0 * 2**file.tries, 1800.0))
    MediaFile.objects.filter(pk=file.pk, state=FileState.REMOTE, tries=file.tries).update(
        due_at=clock.now() + datetime.timedelta(seconds=wait)
    )


def _wait_for_room(file: MediaFile) -> None:
    """The disk is full: said in the chat and in the log; the try does not count, for nobody is to blame but us."""
    log.error("file %s has no room: the disk is full", file.pk)
    with transaction.atomic():
        ours = MediaFile.objects.filter(pk=file.pk, state=FileState.REMOTE, tries=file.tries)
        columns = {"trouble": FileTrouble.DISK, "tries": file.tries - 1, "due_at": clock.now() + ROOM_PAUSE}
        if ours.update(**columns) and file.trouble != FileTrouble.DISK:
            _tell(list(MediaFile.objects.select_related("channel").filter(pk=file.pk)))


def _tell(rows: Sequence[MediaFile]) -> None:
    try:
        changed = receiver(rows[0].channel.purpose).file_changed
    except KeyError:
        return
    changed(rows)
