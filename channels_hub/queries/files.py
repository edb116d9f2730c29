"""Files: what is due for fetching, and the links by which staff sees them (ARCHITECTURE §10)."""

import datetime
from collections.abc import Sequence

from django.conf import settings
from django.core import signing
from django.db.models import F

from channels_hub import file_guard
from channels_hub.enums import FileState
from channels_hub.models import MediaFile
from common import clock
from projects.models import Member
from projects.scope import everywhere, project_scope

# Sound and motion that browsers play and that cannot carry a script.
PLAYED = frozenset(
    {
        "video/mp4",
        "video/webm",
        "video/quicktime",
        "audio/ogg",
        "audio/mpeg",
        "audio/mp4",
        "audio/wav",
        "audio/flac",
    }
)
STAFF_SECONDS = 300
_GRID = 150  # links made within it are the same, so a page drawn anew loads no picture twice
_SALT = "channels_hub.files.staff"


def staff_link(member: Member, file: MediaFile, preview: bool = False) -> str:
    """The address of a file for one member, good for at most 5 minutes; "" while there is nothing to see.

    `preview` names the small picture instead, when there is one. Whether the member may see it is asked anew at each
    request.
    """
    if not file.path:
        return ""
    now = int(clock.now().timestamp())
    until = now - now % _GRID + STAFF_SECONDS
    part = "p" if preview and file.preview else "o"
    return f"{settings.FILES_URL}/f/s/{_signer().sign(f'{member.pk}.{file.pk}.{part}.{until}')}"


def opened(ticket: str) -> tuple[MediaFile, bool, int] | None:
    """What a staff link's ticket opens now: the file, whether its preview is meant, for how many seconds more; or None."""
    try:
        member_id, file_id, part, until = _signer().unsign(ticket).split(".")
    except (signing.BadSignature, ValueError):
        return None
    left = int(until) - int(clock.now().timestamp())
    if left < 0:
        return None
    with everywhere("files: whose link is this"):
        member = (
            Member.objects.present()
            .select_related("project", "person")
            .filter(pk=member_id, person__is_active=True, project__deleted_at=None)
            .first()
        )
    if member is None:
        return None
    with project_scope(member.project_id):
        file = MediaFile.objects.filter(pk=file_id).exclude(path="").first()
        if file is None or not (file.kind == "avatar" or file_guard.allows(member, file)):
            return None
    return file, part == "p", left


def avatars(channel: int, peers: Sequence[str]) -> dict[str, MediaFile]:
    """{external id: portrait row} of a channel, of those that have one."""
    rows = MediaFile.objects.filter(channel_id=channel, kind="avatar", ref__peer__in=list(peers))
    return {row.ref["peer"]: row for row in rows}


def claim(now: datetime.datetime, lease: datetime.timedelta, full: Sequence[int] = ()) -> MediaFile | None:
    """Take the active project's next due file for `lease`, none of the `full` channels; call inside a transaction."""
    due = MediaFile.objects.filter(state=FileState.REMOTE, due_at__lte=now, channel__isnull=False)
    file = (
        due.exclude(channel__in=full)
        .select_for_update(skip_locked=True, of=("self",))
        .order_by("due_at", "id")
        .first()
    )
    if file is None:
        return None
    MediaFile.objects.filter(pk=file.pk).update(due_at=now + lease, tries=F("tries") + 1)
    return MediaFile.objects.select_related("channel").get(pk=file.pk)


def due_projects(now: datetime.datetime, limit: int = 100) -> list[int]:
    """Projects with files to fetch (the sweep)."""
    with everywhere("sweep: projects with files to fetch"):
        rows = MediaFile.objects.filter(state=FileState.REMOTE, due_at__lte=now, channel__isnull=False)
        return list(rows.values_list("project_id", flat=True).distinct()[:limit])


def unused(before: datetime.datetime, limit: int = 500) -> list[tuple[int, int]]:
    """(project, file) of uploads older than that which became part of nothing."""
    with everywhere("sweep: uploads that no message took"):
        rows = MediaFile.objects.filter(channel=None, chat=None, entry=None, created_at__lt=before)
        return list(rows.values_list("project_id", "pk").order_by("created_at")[:limit])


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT, sep="~")
