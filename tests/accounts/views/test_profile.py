import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
LOOKS = {
    "looks-language": "en",
    "looks-time_zone": "Asia/Omsk",
    "looks-theme": "dark",
    "looks-density": "compact",
}


def picture(kind: str = "PNG", size: tuple[int, int] = (800, 400)) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, "#b4532f").save(
        out, kind, exif=b"Exif\0\0secret place"
    ) if kind == "JPEG" else Image.new("RGB", size, "#b4532f").save(out, kind)
    return SimpleUploadedFile(f"me.{kind.lower()}", out.getvalue())


@pytest.fixture
def me(make_person: Callable[..., Any]) -> Any:
    return make_person("olga@mail.test", "Olga")


@pytest.fixture
def mine(me: Any, client_of: Callable[..., Client]) -> Client:
    return client_of(me)


@pytest.mark.row("ACC-4")
def test_language_zone_theme_density_and_keys_are_kept(me: Any, mine: Client) -> None:
    mine.post("/accounts/profile/looks/", LOOKS)

    me.refresh_from_db()
    assert (me.language, me.time_zone, me.theme, me.density, me.letter_keys) == (
        "en",
        "Asia/Omsk",
        "dark",
        "compact",
        False,
    )
    page = mine.get("/accounts/profile/").content.decode()
    assert (
        '<html lang="en" data-theme="dark" data-density="compact" data-letter-keys="off" data-zone="Asia/Omsk"'
        in page
    )


@pytest.mark.row("ACC-4")
def test_name_and_grammatical_gender_are_changed(me: Any, mine: Client) -> None:
    mine.post("/accounts/profile/about/", {"about-name": "Olga  <b>Vetrova</b>", "about-gender": "f"})

    me.refresh_from_db()
    assert (me.name, me.gender) == ("Olga <b>Vetrova</b>", "f")
    assert "<b>Vetrova</b>" not in mine.get("/accounts/profile/").content.decode()


@pytest.mark.row("ACC-4")
def test_another_address_holds_once_its_mailbox_answers(
    me: Any, mine: Client, link_to: Callable[[str], str], letters: Callable[[str], list[str]]
) -> None:
    mine.post("/accounts/profile/email/", {"email-email": "Vetrova@mail.test"})
    me.refresh_from_db()
    assert me.email == "olga@mail.test"

    mine.get(link_to("vetrova@mail.test"))

    me.refresh_from_db()
    assert me.email == "vetrova@mail.test"
    assert "vetrova@mail.test" in letters("olga@mail.test")[-1]


def test_an_address_of_somebody_else_looks_the_same_to_the_asker(
    mine: Client, make_person: Callable[..., Any], letters: Callable[[str], list[str]]
) -> None:
    make_person("taken@mail.test")

    answers = [
        mine.post("/accounts/profile/email/", {"email-email": email}, follow=True)
        for email in ("taken@mail.test", "free@mail.test")
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert "/accounts/confirm/" not in letters("taken@mail.test")[-1]
    assert "/accounts/confirm/" in letters("free@mail.test")[-1]


@pytest.mark.row("ACC-4")
def test_the_password_is_changed_with_the_old_one_and_other_sessions_end(
    me: Any, mine: Client, client_of: Callable[..., Client]
) -> None:
    other = client_of(me)
    form = {"password-current": "wrong", "password-password": "rowan-86-anchor"}
    assert mine.post("/accounts/profile/password/", form).status_code == 422

    mine.post("/accounts/profile/password/", {**form, "password-current": PASSWORD})

    me.refresh_from_db()
    assert me.check_password("rowan-86-anchor")
    assert mine.get("/accounts/profile/").status_code == 200
    assert other.get("/accounts/profile/").status_code == 302


@pytest.mark.row("ACC-4", code="accounts/domain/photos.py")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_photo_is_drawn_anew_without_what_hid_in_it(me: Any, mine: Client, kind: str) -> None:
    mine.post("/accounts/profile/photo/", {"photo": picture(kind)})

    me.refresh_from_db()
    stored = b"".join(mine.get(me.photo_url).streaming_content)
    with Image.open(io.BytesIO(stored)) as drawn:
        assert (drawn.format, drawn.size) == ("WEBP", (320, 320))
    assert b"secret place" not in stored


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n broken", b"MZ" + b"\0" * 100], ids=repr
)
def test_what_is_no_picture_is_refused(me: Any, mine: Client, content: bytes) -> None:
    answer = mine.post("/accounts/profile/photo/", {"photo": SimpleUploadedFile("me.png", content)})

    me.refresh_from_db()
    assert (answer.status_code, me.photo) == (422, "")


def test_a_photo_over_three_megabytes_is_refused(me: Any, mine: Client) -> None:
    noise = SimpleUploadedFile("me.png", picture().read() + b"\0" * (3 * 1024 * 1024))

    assert mine.post("/accounts/profile/photo/", {"photo": noise}).status_code == 422


def test_the_theme_switch_keeps_its_choice(me: Any, mine: Client) -> None:
    assert mine.post("/accounts/theme/", {"theme": "dark"}).status_code == 204
    assert mine.post("/accounts/theme/", {"theme": "neon"}).status_code == 422

    me.refresh_from_db()
    assert me.theme == "dark"
