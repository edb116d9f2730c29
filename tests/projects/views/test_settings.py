import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true"}


@pytest.fixture
def admin(project: Any, make_member: Callable[..., Any], client_of: Callable[..., Client]) -> Client:
    return client_of(make_member(project, "admin"))


@pytest.mark.row("PRJ-3")
def test_each_field_is_saved_by_itself_and_seen_by_all(
    project: Any, admin: Client, make_member: Callable[..., Any], client_of: Callable[..., Client]
) -> None:
    colleague = client_of(make_member(project))
    before = project.look

    answer = admin.post(f"/p/{project.pk}/settings/project/", {"colour": "#B4532F"}, headers=HTMX)

    project.refresh_from_db()
    assert (project.colour, project.look) == ("#b4532f", before + 1)
    assert f"brand.css?v={before + 1}" in answer["HX-Trigger"]
    css = colleague.get(project.brand_css_url)
    assert "--brand: #b4532f; --on-brand: #ffffff" in css.content.decode()
    assert "immutable" in css["Cache-Control"]


@pytest.mark.row("PRJ-3")
def test_name_zone_and_minutes(project: Any, admin: Client) -> None:
    form = {
        "name": "Southern Roast",
        "colour": project.colour,
        "time_zone": "Asia/Omsk",
        "answer_minutes": "30",
    }

    assert admin.post(f"/p/{project.pk}/settings/project/", form).status_code == 302

    project.refresh_from_db()
    assert (project.name, project.time_zone, project.answer_minutes) == ("Southern Roast", "Asia/Omsk", 30)
    assert "Southern Roast" in admin.get("/projects/").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 61),
        ("colour", "red"),
        ("colour", "#fff; } body { background: url(//evil.example)"),
        ("time_zone", "Mars/Olympus"),
        ("answer_minutes", "-1"),
    ],
)
def test_what_does_not_fit_is_not_saved(project: Any, admin: Client, field: str, value: str) -> None:
    before = project.look

    answer = admin.post(f"/p/{project.pk}/settings/project/", {field: value}, headers=HTMX)

    project.refresh_from_db()
    assert (answer.status_code, project.look) == (422, before)


@pytest.mark.row("PRJ-3")
def test_a_logo_is_drawn_anew_and_shown(project: Any, admin: Client) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (1024, 700), "#f5c542").save(out, "PNG")

    admin.post(
        f"/p/{project.pk}/settings/project/logo/", {"logo": SimpleUploadedFile("l.png", out.getvalue())}
    )

    project.refresh_from_db()
    assert (
        f'<img src="{project.logo_url}"' in admin.get(f"/p/{project.pk}/settings/project/").content.decode()
    )
    answer = admin.get(project.logo_url)
    assert answer["Content-Type"] == "image/webp"
    admin.post(f"/p/{project.pk}/settings/project/logo/", {"drop": "1"})
    project.refresh_from_db()
    assert project.logo_url == ""


def test_the_contrast_of_a_tried_colour_is_told(project: Any, admin: Client) -> None:
    address = f"/p/{project.pk}/settings/project/colour/"

    assert (
        "12.9"
        in admin.get(address, {"colour": "#f5c542"}, headers={"accept-language": "en"}).content.decode()
    )
    assert admin.get(address, {"colour": "<script>"}).status_code == 204


def test_markup_in_a_name_stays_text(project: Any, admin: Client) -> None:
    admin.post(f"/p/{project.pk}/settings/project/", {"name": "<img src=x onerror=alert(1)>"}, headers=HTMX)

    for path in ("/projects/", f"/p/{project.pk}/settings/project/", f"/p/{project.pk}/start/"):
        assert "<img src=x" not in admin.get(path).content.decode()
