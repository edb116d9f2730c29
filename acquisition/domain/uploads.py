"""Files that visitors send: the checks of INB-11, then kept as the provider's own until the inbox has fetched them."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from channels_hub.domain import files
from channels_hub.messengers.webchat import TRAITS
from channels_hub.models import Channel, MediaFile
from channels_hub.queries.files import PLAYED
from projects.domain.refusals import Refused

PICTURES = ("image/jpeg", "image/png", "image/gif")


def keep(channel: Channel, upload: Any, name: str) -> MediaFile:
    """Store an upload: a picture as a picture when it is one, else as a file. Outside a transaction, in the project's scope.

    Raises Refused: "empty", "large", "program", "disk".
    """
    if (getattr(upload, "size", 0) or 0) > TRAITS.download_bytes:
        raise Refused(_("A file can be up to 25 MB"), "large")
    kept = _stored(upload, name)
    if kept.kind == "file" and kept.mime in PLAYED:
        kept.kind = kept.mime.partition("/")[0]
    kept.channel = channel  # so the sweep of what no message took leaves it alone
    with transaction.atomic():
        kept.save(update_fields=["channel", "kind"])
    return kept


def discard(file: MediaFile) -> None:
    """Forget an upload whose line was not written."""
    files.discard(file)


def _stored(upload: Any, name: str) -> MediaFile:
    size = getattr(upload, "size", 0) or 0
    said = str(getattr(upload, "content_type", ""))
    if said in PICTURES and size <= files.IMAGE_BYTES:
        try:
            return files.store(upload, "image", name)
        except Refused as no:
            if no.code not in ("picture", "flood"):
                raise
            upload.seek(0)
    return files.store(upload, "file", name)
