"""Files that people send: checked by name and by content, kept under our names (INB-11, DEPENDENCIES §4.4, B5)."""

import datetime
import errno
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from channels_hub import drawing, shelving
from channels_hub.enums import FileState
from channels_hub.messengers.naming import file_name
from channels_hub.models import MediaFile
from channels_hub.queries import files as stored
from common import clock, sniffing
from projects.domain.refusals import Refused
from projects.scope import active_project, project_scope

log = logging.getLogger(__name__)
MEGABYTE = 1024 * 1024
IMAGE_BYTES = 3 * MEGABYTE
FILE_BYTES = 100 * MEGABYTE
UNUSED_FOR = datetime.timedelta(days=1)
IMAGES = frozenset({"image/jpeg", "image/png", "image/gif"})


def store(upload: Any, kind: str, name: str, mime: str = "") -> MediaFile:
    """Keep one uploaded file (a Django file) of the active project for sending; kind "image" or "file".

    `mime` is what the browser says and is not believed. Call outside a transaction: the storage may be far away.
    Raises Refused: "empty", "large", "picture" (broken or no picture), "flood", "program", "disk" (no room left).
    """
    named = file_name(name)
    size = int(getattr(upload, "size", 0) or 0)
    if size == 0:
        raise Refused(_("The file is empty. Choose another one"), "empty")
    if kind == "image" and size > IMAGE_BYTES:
        raise Refused(_("A picture can be up to 3 MB. Send it as a file"), "large")
    if size > FILE_BYTES:
        raise Refused(_("A file can be up to 100 MB"), "large")
    try:
        with _on_disk(upload) as path:
            if sniffing.is_program(path, named):
                raise Refused(
                    _("Programs and installers (.exe, .dmg and the like) cannot be sent"), "program"
                )
            return _image(path, named) if kind == "image" else _file(path, named)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        log.error("an uploaded file has no room: the disk is full")
        raise Refused(
            _("There is no room left for files on the server. Tell whoever looks after it"), "disk"
        ) from None


def discard(file: MediaFile) -> None:
    """Forget a stored file that did not become part of a message, row and bytes. Call outside a transaction."""
    with transaction.atomic():
        gone, _rows = MediaFile.objects.filter(pk=file.pk, entry=None, chat=None).delete()
    if gone:
        shelving.drop(file.path, file.preview)


def forget_unused() -> int:
    """Discard what was uploaded a day ago and is in no message: its process died in between, or somebody gave up. How many."""
    found = stored.unused(clock.now() - UNUSED_FOR)
    for project, file in found:
        with project_scope(project):
            row = MediaFile.objects.filter(pk=file).first()
            if row is not None:
                discard(row)
    return len(found)


@contextmanager
def _on_disk(upload: Any) -> Iterator[Path]:
    """The upload as a file on disk: Django's own temporary one when there is one, else a copy made chunk by chunk."""
    if hasattr(upload, "temporary_file_path"):
        yield Path(upload.temporary_file_path())
        return
    with shelving.scratch() as path:
        with path.open("wb") as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
        yield path


def _image(path: Path, name: str) -> MediaFile:
    try:
        drawn = drawing.draw(path)
    except drawing.Flood:
        raise Refused(_("The picture has too many pixels. Choose a smaller one"), "flood") from None
    except drawing.Broken:
        raise Refused(_("This is not a picture we can send. JPG, PNG and GIF fit"), "picture") from None
    if drawn.mime not in IMAGES:
        raise Refused(_("This is not a picture we can send. JPG, PNG and GIF fit"), "picture")
    path.write_bytes(drawn.content)
    return _keep(path, "image", name, drawn.mime, drawn)


def _file(path: Path, name: str) -> MediaFile:
    mime = sniffing.mime(path)
    drawn = None
    if mime.startswith("image/"):
        try:
            drawn = drawing.draw(path)
        except (drawing.Broken, drawing.Flood):
            mime = sniffing.UNKNOWN
    return _keep(path, "file", name, mime, drawn)


def _keep(path: Path, kind: str, name: str, mime: str, drawn: drawing.Drawn | None) -> MediaFile:
    project = active_project()
    names = shelving.put_all(project, path, *([drawn.preview] if drawn else []))
    return MediaFile.objects.create(
        project_id=project,
        kind=kind,
        name=name,
        mime=mime,
        size=path.stat().st_size,
        width=drawn.width if drawn else None,
        height=drawn.height if drawn else None,
        sha256=shelving.digest(path),
        path=names[0],
        preview=names[1] if drawn else "",
        state=FileState.READY,
        created_at=clock.now(),
    )
