"""The files' host (ARCHITECTURE §10, DEPENDENCIES §4.4): who gets a file, and in what wrapping."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from channels_hub import file_guard
from channels_hub.domain import files
from channels_hub.models import MediaFile
from channels_hub.queries.files import STAFF_SECONDS, staff_link
from common import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def guard(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[int]]:
    """Ids of the files that are open to everybody; the inbox's own guard is put aside."""
    seen: set[int] = set()
    monkeypatch.setattr(file_guard, "_guards", [lambda member, file: file.pk in seen])
    return seen


@pytest.fixture
def member(project: Any, make_member: Any) -> Any:
    return make_member(project)


@pytest.fixture
def stored(project: Any, in_project: Any, upload: Any, guard: set[int]) -> Callable[..., MediaFile]:
    def act(content: bytes, name: str, kind: str = "file") -> MediaFile:
        with in_project(project):
            file = files.store(upload(content, name), kind, name)
        guard.add(file.pk)
        return file

    return act


def get(link: str, **headers: str) -> Any:
    parts = urlsplit(link)
    assert link.startswith(f"{settings.FILES_URL}/f/")
    return Client().get(parts.path, headers={"Host": parts.netloc, **headers})


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_picture_is_shown_and_locked_in(stored: Any, member: Any, picture: Any) -> None:
    answer = get(staff_link(member, stored(picture("PNG"), "кот.png", "image")))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''%D0%BA%D0%BE%D1%82.png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"].startswith("private")
    assert "Set-Cookie" not in answer
    assert body(answer).startswith(b"\x89PNG")


def test_the_preview_is_a_small_webp(stored: Any, member: Any, picture: Any) -> None:
    answer = get(staff_link(member, stored(picture("PNG", (900, 900)), "a.png", "image"), preview=True))
    assert answer["Content-Type"] == "image/webp"
    assert body(answer)[8:12] == b"WEBP"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"<html><script>alert(1)</script>", "page.html"),
        (b"<svg onload='x'/>", "a.svg"),
        (b"%PDF-1.7", "a.pdf"),
        (b"<script>", "a.png"),
    ],
)
def test_all_else_is_for_keeping(stored: Any, member: Any, content: bytes, name: str) -> None:
    answer = get(staff_link(member, stored(content, name)))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "html" not in answer["Content-Type"]
    assert "svg" not in answer["Content-Type"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_players_get_the_piece_they_ask_for(stored: Any, member: Any) -> None:
    link = staff_link(member, stored(b"OggS" + bytes(range(96)), "a.ogg"))
    piece = get(link, Range="bytes=4-7")
    assert (piece.status_code, piece["Content-Range"], body(piece)) == (206, "bytes 4-7/100", bytes(range(4)))
    assert piece["Content-Length"] == "4"
    assert get(link, Range="bytes=100-").status_code == 416
    assert get(link)["Accept-Ranges"] == "bytes"


def test_the_link_stays_the_same_for_a_while_and_ends_within_five_minutes(
    stored: Any, member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stored(b"words", "a.txt")
    start = datetime.datetime(2026, 11, 24, 12, 0, tzinfo=datetime.UTC)
    moments = {"now": start}
    monkeypatch.setattr(clock, "now", lambda: moments["now"])
    link = staff_link(member, file)
    moments["now"] = start + datetime.timedelta(seconds=149)
    assert staff_link(member, file) == link
    moments["now"] = start + datetime.timedelta(seconds=STAFF_SECONDS - 1)
    assert get(link).status_code == 200
    moments["now"] = start + datetime.timedelta(seconds=STAFF_SECONDS + 1)
    assert get(link).status_code == 404


def test_who_has_left_opens_nothing(stored: Any, member: Any, in_project: Any) -> None:
    link = staff_link(member, stored(b"words", "a.txt"))
    assert get(link).status_code == 200
    with in_project(member.project):
        member.left_at = clock.now()
        member.save()
    assert get(link).status_code == 404


def test_what_the_chat_hides_the_link_hides(stored: Any, member: Any, guard: set[int]) -> None:
    file = stored(b"words", "a.txt")
    link = staff_link(member, file)
    assert get(link).status_code == 200
    guard.clear()
    assert get(link).status_code == 404


def test_nobody_sees_a_file_before_the_guard_is_named(
    stored: Any, member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = staff_link(member, stored(b"words", "a.txt"))
    monkeypatch.setattr(file_guard, "_guards", [])
    assert get(link).status_code == 404


def test_a_link_of_another_project_opens_nothing(stored: Any, make_project: Any, make_member: Any) -> None:
    file = stored(b"words", "a.txt")
    stranger = make_member(make_project(name="Чужая"))
    assert get(staff_link(stranger, file)).status_code == 404


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "9" + t, lambda t: t.replace("~", "~A"), lambda t: "x"]
)
def test_a_forged_ticket_opens_nothing(stored: Any, member: Any, change: Any) -> None:
    link = staff_link(member, stored(b"words", "a.txt"))
    head, _, ticket = link.rpartition("/")
    assert get(f"{head}/{change(ticket)}").status_code == 404


def test_files_are_only_on_their_own_host(stored: Any, member: Any) -> None:
    path = urlsplit(staff_link(member, stored(b"words", "a.txt"))).path
    assert Client().get(path, headers={"Host": "localhost"}).status_code == 404
    assert get(f"{settings.FILES_URL}/f/../accounts/sign-in/").status_code == 404
