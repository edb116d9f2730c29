"""Files of a message as the timeline draws them."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from django.urls import reverse
from django.utils.translation import gettext as _

from channels_hub.enums import FileState, FileTrouble
from channels_hub.models import MediaFile

SMALL, MIDDLE = 200, 320
LONGEST_EXTENSION = 5


@dataclass(frozen=True)
class Shown:
    """`link` is empty until the file is here; `look` chooses the markup; `length` is m:ss; `size` s, m or l of pictures.

    `waits` says why it is not here; `again`: it may be asked for once more.
    """

    id: int
    look: str
    link: str
    name: str
    extension: str
    bytes: int | None
    width: int | None
    height: int | None
    seconds: int | None
    length: str
    size: str
    waits: str
    again: bool


def _look(file: MediaFile) -> str:
    if file.kind == "sticker":
        return (
            "sticker"
            if file.mime.startswith("image/")
            else "sticker_video"
            if file.mime == "video/webm"
            else "file"
        )
    if file.kind == "animation":
        return "image" if file.mime.startswith("image/") else "animation"
    return file.kind if file.kind in ("image", "video", "voice", "audio") else "file"


def _waits(file: MediaFile) -> str:
    if file.state == FileState.READY:
        return ""
    if file.state == FileState.REMOTE:
        return (
            str(FileTrouble.DISK.label)
            if file.trouble == FileTrouble.DISK
            else _("Loading from the messenger")
        )
    if file.state == FileState.TOO_LARGE:
        return _("Too large to fetch, open it in the messenger")
    if file.trouble in FileTrouble.values:
        return str(FileTrouble(file.trouble).label)
    return _("Could not be fetched, open it in the messenger")


def length(seconds: int | None) -> str:
    """Seconds as m:ss; "" when unknown."""
    return "" if seconds is None else f"{seconds // 60}:{seconds % 60:02d}"


def shown(file: MediaFile) -> Shown:
    """The file with its lasting address; who opens it is asked there, each time."""
    side = max(file.width or 0, file.height or 0)
    extension = PurePosixPath(file.name).suffix.lstrip(".")[:LONGEST_EXTENSION]
    return Shown(
        id=file.pk,
        look=_look(file),
        link=reverse("inbox:file", args=[file.project_id, file.pk]) if file.state == FileState.READY else "",
        name=file.name,
        extension=extension or file.mime.rpartition("/")[2][:LONGEST_EXTENSION] or "?",
        bytes=file.size,
        width=file.width,
        height=file.height,
        seconds=file.duration,
        length=length(file.duration),
        size="s" if 0 < side < SMALL else "m" if 0 < side < MIDDLE else "l",
        waits=_waits(file),
        again=file.state == FileState.FAILED and file.channel_id is not None,
    )
