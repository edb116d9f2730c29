"""Storages other than a healthy disk: one that is full, one far away."""

import io
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage, Storage
from django.test import override_settings


class FullDisk(FileSystemStorage):
    """A storage with room for so many files more; what comes then is begun, and fails as a full disk makes it fail."""

    room = 0

    def _save(self, name: str, content: Any) -> str:
        if FullDisk.room:
            FullDisk.room -= 1
            return str(super()._save(name, content))
        super()._save(name, ContentFile(b"a part"))
        with Path("/dev/full").open("wb", buffering=0) as full:
            full.write(b"the rest")
        raise AssertionError("unreachable")


def full_disk(room: int = 0) -> Any:
    """Within it the default storage has room for so many files."""
    FullDisk.room = room
    return _instead(FullDisk, settings.STORAGES["default"]["OPTIONS"])


class FarAway(Storage):
    """No paths, no real files: an object is fetched into a temporary file when it is opened, as from S3."""

    objects: dict[str, bytes] = {}

    def _save(self, name: str, content: Any) -> str:
        kept = io.BytesIO()
        for chunk in content.chunks():
            kept.write(chunk)
        FarAway.objects[name] = kept.getvalue()
        return name

    def _open(self, name: str, mode: str = "rb") -> File:  # type: ignore[type-arg]
        if name not in FarAway.objects:
            raise FileNotFoundError(name)
        fetched = tempfile.SpooledTemporaryFile(max_size=64 * 1024)  # noqa: SIM115
        fetched.write(FarAway.objects[name])
        fetched.seek(0)
        return File(fetched, name)

    def exists(self, name: str) -> bool:
        return name in FarAway.objects

    def size(self, name: str) -> int:
        return len(FarAway.objects[name])

    def delete(self, name: str) -> None:
        FarAway.objects.pop(name, None)


def far_away() -> Any:
    """Within it the default storage is far away."""
    return _instead(FarAway, {})


def _instead(storage: type, options: dict[str, Any]) -> Any:
    backend = f"{storage.__module__}.{storage.__qualname__}"
    return override_settings(
        STORAGES={**settings.STORAGES, "default": {"BACKEND": backend, "OPTIONS": options}}
    )
