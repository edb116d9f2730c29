"""Files that people send: checked by name and by content, kept under our names (INB-11, DEPENDENCIES §4.4, B5)."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from channels_hub import drawing, shelving
from channels_hub.enums import FileState
from channels_hub.messengers.naming import file_name
from channels_hub.models import MediaFile
from common import clock, sniffing
from projects.domain.refusals import Refused
from projects.scope import active_project

MEGABYTE = 1024 * 1024
IMAGE_BYTES = 3 * MEGABYTE
FILE_BYTES = 20 * MEGABYTE
IMAGES = frozenset({"image/jpeg", "image/png", "image/gif"})


def store(upload: Any, kind: str, name: str, mime: str = "") -> MediaFile:
    """Keep one uploaded file (a Django file) of the active project for sending; kind "image" or "file".

    `mime` is what the browser says and is not believed. Call outside a transaction: the storage may be far away.
    Raises Refused: "empty", "large", "picture" (broken or no picture), "flood", "program".
    """
    named = file_name(name)
    size = int(getattr(upload, "size", 0) or 0)
    if size == 0:
        raise Refused(_("The file is empty. Choose another one"), "empty")
    if kind == "image" and size > IMAGE_BYTES:
        raise Refused(_("A picture can be up to 3 MB. Send it as a file"), "large")
    if size > FILE_BYTES:
        raise Refused(_("A file can be up to 20 MB for now"), "large")
    with shelving.scratch() as path:
        with path.open("wb") as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
        if sniffing.is_program(path, named):
            raise Refused(_("Programs and installers (.exe, .dmg and the like) cannot be sent"), "program")
        return _image(path, named) if kind == "image" else _file(path, named)


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
    return MediaFile.objects.create(
        project_id=project,
        kind=kind,
        name=name,
        mime=mime,
        size=path.stat().st_size,
        width=drawn.width if drawn else None,
        height=drawn.height if drawn else None,
        sha256=shelving.digest(path),
        path=shelving.put(project, path),
        preview=shelving.put(project, drawn.preview) if drawn else "",
        state=FileState.READY,
        created_at=clock.now(),
    )
