"""Opening one of our stored files for sending."""

from typing import Any, BinaryIO, cast

from django.core.files.storage import default_storage

from channels_hub.models import MediaFile
from projects.scope import project_scope


def open_stored(project: int, file: int) -> BinaryIO:
    """The stored file of that id, open at its start. Raises MediaFile.DoesNotExist, OSError."""
    with project_scope(project):
        path = MediaFile.objects.values_list("path", flat=True).get(pk=file)
    stored: Any = default_storage.open(path, "rb")
    return cast(BinaryIO, stored.file)
