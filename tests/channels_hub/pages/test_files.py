"""The files' host (ARCHITECTURE §10, DEPENDENCIES §4.4): who gets a file, and in what wrapping."""

import datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from channels_hub import file_guard
from channels_hub.models import MediaFile
from channels_hub.queries.files import STAFF_SECONDS, staff_link
from common import clock
from projects.scope import project_scope
from tests.channels_hub.pages.conftest import body

pytestmark = pytest.mark.django_db


def test_a_picture_is_shown_and_locked_in(stored: Any, member: Any, picture: Any, get: Any) -> None:
    answer = get(staff_link(member, stored(picture("PNG"), "кот.png", "image")))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/png"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''%D0%BA%D0%BE%D1%82.png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"].startswith("private")
    assert "Set-Cookie" not in answer
    assert body(answer).startswith(b"\x89PNG")


def test_the_preview_is_a_small_webp(stored: Any, member: Any, picture: Any, get: Any) -> None:
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
def test_all_else_is_for_keeping(stored: Any, member: Any, content: bytes, name: str, get: Any) -> None:
    answer = get(staff_link(member, stored(content, name)))
    assert answer["Content-Disposition"].startswith("attachment")
    assert "html" not in answer["Content-Type"]
    assert "svg" not in answer["Content-Type"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_players_get_the_piece_they_ask_for(stored: Any, member: Any, get: Any) -> None:
    link = staff_link(member, stored(b"OggS" + bytes(range(96)), "a.ogg"))
    piece = get(link, Range="bytes=4-7")
    assert (piece.status_code, piece["Content-Range"], body(piece)) == (206, "bytes 4-7/100", bytes(range(4)))
    assert piece["Content-Length"] == "4"
    assert get(link, Range="bytes=100-").status_code == 416
    assert get(link)["Accept-Ranges"] == "bytes"


def test_the_link_stays_the_same_for_a_while_and_ends_within_five_minutes(
    stored: Any, member: Any, monkeypatch: pytest.MonkeyPatch, get: Any
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


def test_who_has_left_opens_nothing(stored: Any, member: Any, in_project: Any, get: Any) -> None:
    link = staff_link(member, stored(b"words", "a.txt"))
    assert get(link).status_code == 200
    with in_project(member.project):
        member.left_at = clock.now()
        member.save()
    assert get(link).status_code == 404


def test_what_the_chat_hides_the_link_hides(stored: Any, member: Any, guard: set[int], get: Any) -> None:
    file = stored(b"words", "a.txt")
    link = staff_link(member, file)
    assert get(link).status_code == 200
    guard.clear()
    assert get(link).status_code == 404


def test_nobody_sees_a_file_before_the_guard_is_named(
    stored: Any, member: Any, monkeypatch: pytest.MonkeyPatch, get: Any
) -> None:
    link = staff_link(member, stored(b"words", "a.txt"))
    monkeypatch.setattr(file_guard, "_guards", [])
    assert get(link).status_code == 404


def test_a_link_of_another_project_opens_nothing(
    stored: Any, make_project: Any, make_member: Any, get: Any
) -> None:
    file = stored(b"words", "a.txt")
    stranger = make_member(make_project(name="Чужая"))
    assert get(staff_link(stranger, file)).status_code == 404


@pytest.mark.parametrize(
    "change", [lambda t: t[:-1], lambda t: "9" + t, lambda t: t.replace("~", "~A"), lambda t: "x"]
)
def test_a_forged_ticket_opens_nothing(stored: Any, member: Any, change: Any, get: Any) -> None:
    link = staff_link(member, stored(b"words", "a.txt"))
    head, _, ticket = link.rpartition("/")
    assert get(f"{head}/{change(ticket)}").status_code == 404


def test_files_are_only_on_their_own_host(stored: Any, member: Any, get: Any) -> None:
    path = urlsplit(staff_link(member, stored(b"words", "a.txt"))).path
    assert Client().get(path, headers={"Host": "localhost"}).status_code == 404
    assert get(f"{settings.FILES_URL}/f/../accounts/sign-in/").status_code == 404


def test_a_header_of_every_answer(stored: Any, member: Any, get: Any) -> None:
    for content, name in ((b"%PDF-1.7", "a.pdf"), (b"OggS" + b"x" * 50, "a.ogg")):
        answer = get(staff_link(member, stored(content, name)))
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"].startswith("private")
        assert "Set-Cookie" not in answer


def test_a_head_tells_the_size_without_the_bytes(stored: Any, member: Any, get: Any) -> None:
    link = staff_link(member, stored(b"x" * 1000, "a.bin"))
    head = get(link, "head")
    assert (head.status_code, head["Content-Length"], body(head)) == (200, "1000", b"")
    assert head["Content-Disposition"].startswith("attachment")
    piece = get(link, "head", Range="bytes=0-9")
    assert (piece.status_code, piece["Content-Length"]) == (206, "10")


def test_nothing_but_reading_is_possible(stored: Any, member: Any, get: Any) -> None:
    assert get(staff_link(member, stored(b"words", "a.txt")), "post").status_code == 405


def test_a_piece_goes_on_only_with_the_same_file(stored: Any, member: Any, get: Any) -> None:
    link = staff_link(member, stored(b"0123456789", "a.bin"))
    tag = get(link)["ETag"]
    same = get(link, Range="bytes=5-", If_Range=tag)
    assert (same.status_code, body(same)) == (206, b"56789")
    other = get(link, Range="bytes=5-", If_Range='"another"')
    assert (other.status_code, body(other)) == (200, b"0123456789")
    assert get(link, If_None_Match=tag).status_code == 304


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "кот и пёс.txt",
            "attachment; filename*=utf-8''%D0%BA%D0%BE%D1%82%20%D0%B8%20%D0%BF%D1%91%D1%81.txt",
        ),
        ('a"b.txt', 'attachment; filename="a b.txt"'),
        ("a\r\nSet-Cookie: x=1.txt", 'attachment; filename="aSet-Cookie x=1.txt"'),
        ("\u202egpj.txt", 'attachment; filename="gpj.txt"'),
        ("../../etc/passwd", 'attachment; filename="passwd"'),
    ],
)
def test_names_as_the_standard_writes_them(stored: Any, member: Any, get: Any, name: str, said: str) -> None:
    assert get(staff_link(member, stored(b"words", name)))["Content-Disposition"] == said


@pytest.mark.parametrize(
    "mime", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", ""]
)
def test_what_could_run_is_not_called_so(stored: Any, member: Any, get: Any, mime: str) -> None:
    """Whoever wrote such a type into the row: a file of the sort "image" with it too."""
    file = stored(b"<svg onload='alert(1)'/>", "a.jpg")
    with project_scope(file.project_id):
        MediaFile.objects.filter(pk=file.pk).update(mime=mime, kind="image")
    answer = get(staff_link(member, file))
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_program_under_a_pictures_name_is_for_keeping(
    stored: Any, member: Any, get: Any, project: Any, in_project: Any
) -> None:
    """It came from a client, who is not asked; what we send is refused before."""
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    file = stored(b"words", "a.txt")
    with in_project(project):
        path = default_storage.save("1/program", ContentFile(b"MZ\x90\x00" * 30))
        MediaFile.objects.filter(pk=file.pk).update(path=path, name="cat.jpg", mime="application/x-dosexec")
    answer = get(staff_link(member, file))
    assert answer["Content-Disposition"] == 'attachment; filename="cat.jpg"'
    assert not answer["Content-Type"].startswith("image/")


def test_cookies_are_not_read_there(stored: Any, member: Any, guard: set[int]) -> None:
    """A signed-in browser is nobody on the files' host."""
    parts = urlsplit(staff_link(member, stored(b"words", "a.txt")))
    client = Client()
    client.force_login(member.person)
    answer = client.get(parts.path, headers={"Host": parts.netloc})
    assert answer.status_code == 200
    assert not hasattr(answer.wsgi_request, "_cached_user") or answer.wsgi_request.user.is_anonymous
    assert answer.wsgi_request.COOKIES == {}
    guard.clear()
    assert client.get(parts.path, headers={"Host": parts.netloc}).status_code == 404


def test_a_file_that_left_the_storage_leaves_a_page(stored: Any, member: Any, get: Any) -> None:
    from django.core.files.storage import default_storage

    file = stored(b"words", "secret plan.txt")
    default_storage.delete(file.path)
    answer = get(staff_link(member, file), Accept_Language="en")
    assert answer.status_code == 404
    assert "There is no file here" in answer.content.decode()
    assert "plan" not in answer.content.decode()


def test_any_other_address_is_a_page_in_the_readers_language(get: Any) -> None:
    for path in ("/", "/f/", "/f/s/", "/accounts/sign-in/"):
        english = get(f"{settings.FILES_URL}{path}", Accept_Language="en-GB,en;q=0.9")
        russian = get(f"{settings.FILES_URL}{path}", Accept_Language="ru")
        assert english.status_code == russian.status_code == 404
        assert "There is no file here" in english.content.decode()
        assert "There is no file here" not in russian.content.decode()
        assert 'href="/accounts' not in english.content.decode()
