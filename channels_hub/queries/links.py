"""What the links of providers and clients open now (ARCHITECTURE §10); staff's are in channels_hub.queries.files.

Each request asks the database anew. None of these links tells more than the file itself.
"""

import datetime
import re
from collections.abc import Collection
from pathlib import PurePosixPath

from django.conf import settings
from django.core import signing

from channels_hub.enums import DeliveryState
from channels_hub.models import ClientLink, Delivery, MediaFile
from common import clock, sniffing
from projects.scope import everywhere, project_scope

PROVIDER_LIFE = datetime.timedelta(hours=48)
UNKNOWN, EXPIRED, REVOKED = "unknown", "expired", "revoked"
_SALT = "channels_hub.links.provider"
_DEAD = (DeliveryState.FAILED, DeliveryState.CANCELLED)
_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/quicktime": "mov",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "audio/flac": "flac",
    "application/pdf": "pdf",
}
_PLAIN = re.compile(r"[a-z0-9]{1,8}")
_PAGES = frozenset({"html", "htm", "xhtml", "svg", "xml", "mht", "shtml"})


class Closed(LookupError):
    """A link opens nothing; `why` is UNKNOWN, EXPIRED or REVOKED."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def extension(mime: str, name: str) -> str:
    """What a file's address ends with: by its content, else by its name when that is harmless, else "bin"."""
    if mime in _EXTENSIONS:
        return _EXTENSIONS[mime]
    said = PurePosixPath(name).suffix.lstrip(".").lower()
    fits = _PLAIN.fullmatch(said) and said not in _PAGES and said not in sniffing.PROGRAMS
    return said if fits and said not in _EXTENSIONS.values() else "bin"


def provider_link(delivery: int, mime: str, name: str) -> str:
    """Where a messenger that takes addresses instead of bytes fetches the file of a delivery, for 48 hours from now."""
    until = int((clock.now() + PROVIDER_LIFE).timestamp())
    ticket = _signer().sign(f"{delivery}.{until}")
    return f"{settings.FILES_URL}/f/p/{ticket}/file.{extension(mime, name)}"


def opened_by_provider(ticket: str, ending: str) -> MediaFile:
    """The file of a provider's link. Raises Closed: forged, over, or the delivery failed, was cancelled, is gone.

    Sent does not end it: a messenger may come for the file after it has answered.
    """
    try:
        delivery_id, until = _signer().unsign(ticket).split(".")
    except (signing.BadSignature, ValueError):
        raise Closed(UNKNOWN) from None
    if int(until) < clock.now().timestamp():
        raise Closed(EXPIRED)
    with everywhere("files: whose delivery is this link for"):
        delivery = Delivery.objects.filter(pk=delivery_id, project__deleted_at=None).first()
    if delivery is None or delivery.state in _DEAD:
        raise Closed(EXPIRED)
    with project_scope(delivery.project_id):
        number = (delivery.content.get("file") or {}).get("file")
        file = MediaFile.objects.filter(pk=number).exclude(path="").first()
    if file is None or ending != extension(file.mime, file.name):
        raise Closed(UNKNOWN)
    return file


def client_link(link: ClientLink) -> str:
    """A client link's address."""
    return f"{settings.FILES_URL}/f/c/{link.token}"


def opened_by_client(token: str) -> MediaFile:
    """The file of a client's link. Raises Closed: unknown, over, revoked, or its project or file is gone."""
    with everywhere("files: which file is this client's link for"):
        link = ClientLink.objects.filter(token=token, project__deleted_at=None).first()
    if link is None:
        raise Closed(UNKNOWN)
    if link.revoked_at is not None:
        raise Closed(REVOKED)
    if link.until < clock.now():
        raise Closed(EXPIRED)
    with project_scope(link.project_id):
        file = MediaFile.objects.filter(pk=link.file_id).exclude(path="").first()
    if file is None:
        raise Closed(UNKNOWN)
    return file


def is_open(link: ClientLink) -> bool:
    """Does it open its file now?"""
    return link.revoked_at is None and link.until > clock.now()


def is_closed(entry: int) -> bool:
    """Has an entry's link been revoked, or run out? In the project's scope."""
    return not all(is_open(link) for link in ClientLink.objects.filter(entry=entry))


def of_entries(entries: Collection[int]) -> dict[int, ClientLink]:
    """{entry: its newest client link}, in the project's scope; those of one entry are made and revoked together."""
    rows = ClientLink.objects.filter(entry__in=entries).order_by("id")
    return {link.entry: link for link in rows}


def _signer() -> signing.Signer:
    return signing.Signer(salt=_SALT, sep="~")
