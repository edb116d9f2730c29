from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
PAGES = [
    "accounts/person",
    "accounts/account",
    "accounts/mail",
    "projects/project",
    "projects/member",
    "projects/act",
]


@pytest.mark.row("GEN-3", code="projects/admin.py")
@pytest.mark.parametrize("page", PAGES)
def test_staff_look_at_people_projects_and_acts(
    page: str, project: Any, make_person: Callable[..., Any], client_of: Callable[..., Client]
) -> None:
    staff = client_of(make_person(is_staff=True, is_superuser=True))

    listed = staff.get(f"/staff/{page}/")

    assert listed.status_code == 200
    if page != "accounts/mail":
        row = next(
            line for line in listed.content.decode().split('href="') if line.startswith(f"/staff/{page}/")
        )
        shown = staff.get(row.split('"')[0])
        assert shown.status_code == 200
        assert "pbkdf2" not in shown.content.decode()
        assert 'name="password"' not in shown.content.decode()


def test_staff_cannot_write_the_log(project: Any, make_person: Callable[..., Any], client_of: Any) -> None:
    staff = client_of(make_person(is_staff=True, is_superuser=True))

    assert staff.get("/staff/projects/act/add/").status_code == 403
    assert client_of(make_person()).get("/staff/").status_code == 302
