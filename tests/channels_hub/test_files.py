"""Files that people send: what is taken, what is refused in words, what is left of what was in them (INB-11, B5)."""

import datetime
import io
import os
import struct
import tempfile
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image

from channels_hub import shelving
from channels_hub.domain import files
from channels_hub.enums import FileState
from channels_hub.models import MediaFile
from common import clock
from projects.domain.refusals import Refused
from tests.channels_hub.storage import full_disk

pytestmark = [pytest.mark.django_db, pytest.mark.row("INB-11", "channels_hub/domain/files.py")]


@pytest.fixture
def store(project: Any, in_project: Any, upload: Any) -> Callable[..., Any]:
    def act(content: bytes, name: str, kind: str = "image") -> Any:
        with in_project(project):
            return files.store(upload(content, name), kind, name)

    return act


def stored(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


@pytest.mark.parametrize(
    ("kind", "mime"), [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif")]
)
def test_a_picture_is_kept_with_its_preview(store: Any, picture: Any, kind: str, mime: str) -> None:
    file = store(picture(kind, (1200, 600)), f"cat.{kind.lower()}")
    assert (file.state, file.kind, file.mime, file.width, file.height) == (
        FileState.READY,
        "image",
        mime,
        1200,
        600,
    )
    assert file.size == len(stored(file.path))
    with Image.open(io.BytesIO(stored(file.preview))) as preview:
        assert (preview.format, preview.size) == ("WEBP", (512, 256))
    assert "cat" not in file.path


def test_where_it_was_taken_is_gone_and_it_stands_upright(store: Any, picture: Any) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (41.0, 42.0, 0.0)
    taken = picture("JPEG", (40, 30), exif=exif.tobytes())
    assert b"Exif" in taken
    file = store(taken, "a.jpg")
    assert b"Exif" not in stored(file.path)
    assert (file.width, file.height) == (30, 40)


def test_an_animation_stays_one(store: Any) -> None:
    out = io.BytesIO()
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    first.save(out, "GIF", save_all=True, append_images=[second], duration=80)
    with Image.open(io.BytesIO(stored(store(out.getvalue(), "a.gif").path))) as kept:
        assert kept.n_frames == 2


def test_what_hid_behind_the_picture_is_gone(store: Any, picture: Any) -> None:
    file = store(picture("PNG") + b"<script>alert(1)</script>", "a.png")
    assert b"script" not in stored(file.path)


def bomb() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "name", "kind", "code"),
    [
        (b"", "a.png", "image", "empty"),
        (b"GIF89a/*<script>alert(1)</script>*/", "a.gif", "image", "picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.png", "image", "picture"),
        (b"<html><script>alert(1)</script>", "a.png", "image", "picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 40, "a.jpg", "image", "picture"),
        (bomb(), "a.png", "image", "flood"),
        (b"\x89PNG" + b"\0" * (3 * 1024 * 1024), "a.png", "image", "large"),
        (b"hello", "setup.exe", "file", "program"),
        (b"hello", "SETUP.EXE ", "file", "program"),
        (b"hello", "invoice.exe.pdf", "file", "program"),
        (b"hello", "x.dmg", "file", "program"),
        (b"MZ\x90\x00 renamed", "report.pdf", "file", "program"),
        (b"\x7fELF renamed", "report.pdf", "file", "program"),
        (b"#!/bin/sh\nrm -rf /", "notes.txt", "file", "program"),
        (b"\0" * 1000 + b"koly" + b"\0" * 508, "photo.zip", "file", "program"),
    ],
)
def test_what_is_refused_and_why(store: Any, content: bytes, name: str, kind: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        store(content, name, kind)
    assert refused.value.code == code
    assert refused.value.sentence


def test_a_picture_cut_short_is_refused(store: Any, picture: Any) -> None:
    whole = picture("JPEG", (400, 400))
    with pytest.raises(Refused) as refused:
        store(whole[: len(whole) // 2], "a.jpg")
    assert refused.value.code == "picture"


@pytest.mark.parametrize(
    ("content", "name", "mime"),
    [
        (b"%PDF-1.7 ...", "a.pdf", "application/pdf"),
        (b"<html><script>alert(1)</script>", "page.html", "application/octet-stream"),
        (b"<?xml version='1.0'?><svg onload='x'/>", "a.svg", "application/octet-stream"),
        (b"just words", "../../x.txt", "application/octet-stream"),
    ],
)
def test_a_file_is_known_by_its_content(store: Any, content: bytes, name: str, mime: str) -> None:
    file = store(content, name, "file")
    assert (file.kind, file.mime, stored(file.path)) == ("file", mime, content)
    assert "/" not in file.name


@pytest.fixture
def spooled(tmp_path: Path) -> Callable[[int], TemporaryUploadedFile]:
    """An upload of so many bytes as Django keeps it: on disk."""

    def make(size: int) -> TemporaryUploadedFile:
        upload = TemporaryUploadedFile("a.bin", "application/octet-stream", size, None)
        upload.file.truncate(size)
        return upload

    return make


def test_a_file_has_a_hundred_megabytes_and_no_byte_more(project: Any, in_project: Any, spooled: Any) -> None:
    most = 100 * 1024 * 1024
    with in_project(project):
        with pytest.raises(Refused) as refused:
            files.store(spooled(most + 1), "file", "a.bin")
        assert refused.value.code == "large"
        assert files.store(spooled(most), "file", "a.bin").size == most


def on_shelf() -> set[str]:
    root = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return {str(path) for path in root.rglob("*") if path.is_file()}


def scratches() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob(f"{shelving.SCRATCH}*")}


def test_a_full_disk_says_so_and_keeps_nothing(project: Any, store: Any, in_project: Any) -> None:
    kept, temporary = on_shelf(), scratches()
    with full_disk(), pytest.raises(Refused) as refused:
        store(b"just words", "a.txt", "file")
    assert refused.value.code == "disk"
    assert refused.value.sentence
    assert (on_shelf(), scratches()) == (kept, temporary)
    with in_project(project):
        assert not MediaFile.objects.exists()


def test_a_picture_without_room_for_its_preview_is_not_kept_by_half(store: Any, picture: Any) -> None:
    kept = on_shelf()
    with full_disk(room=1), pytest.raises(Refused) as refused:
        store(picture("PNG"), "a.png")
    assert refused.value.code == "disk"
    assert on_shelf() == kept


def test_what_no_message_took_is_forgotten(project: Any, in_project: Any, store: Any) -> None:
    lost, sent = store(b"just words", "a.txt", "file"), store(b"other words", "b.txt", "file")
    with in_project(project):
        MediaFile.objects.filter(pk=sent.pk).update(entry=1, chat=1)
        for file in (lost, sent):
            files.discard(file)
        assert list(MediaFile.objects.values_list("pk", flat=True)) == [sent.pk]
    assert not default_storage.exists(lost.path)
    assert default_storage.exists(sent.path)


def test_an_upload_whose_process_died_is_forgotten_after_a_day(
    project: Any, in_project: Any, store: Any
) -> None:
    old, young, sent = (store(b"just words", f"{n}.txt", "file") for n in range(3))
    yesterday = clock.now() - datetime.timedelta(days=1, minutes=1)
    with in_project(project):
        MediaFile.objects.filter(pk__in=[old.pk, sent.pk]).update(created_at=yesterday)
        MediaFile.objects.filter(pk=sent.pk).update(entry=1, chat=1)
    assert files.forget_unused() == 1
    assert [default_storage.exists(file.path) for file in (old, young, sent)] == [False, True, True]
    assert files.forget_unused() == 0


def test_what_a_killed_process_left_is_swept_after_hours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, fresh, foreign = (
        tmp_path / name for name in (f"{shelving.SCRATCH}a", f"{shelving.SCRATCH}b", "other")
    )
    long_ago = time.time() - shelving.STALE_SECONDS - 60
    for folder in (left, fresh, foreign):
        folder.mkdir()
        (folder / "file").write_bytes(b"half a film")
    for folder in (left, foreign):
        os.utime(folder, (long_ago, long_ago))
    assert shelving.sweep_scratch() == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", fresh.name]
