from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Mail, Person

pytestmark = pytest.mark.django_db
FORM = {"name": "Olga Vetrova", "email": "Olga@Obzhig.example", "password": "pine-47-ladle"}


@pytest.mark.row("ACC-2")
def test_who_signs_up_works_at_once_and_confirms_by_the_letter(
    client: Client, link_to: Callable[[str], str]
) -> None:
    answer = client.post("/accounts/sign-up/", FORM, follow=True)

    person = Person.objects.get(email="olga@obzhig.example")
    assert answer.redirect_chain[-1][0] == "/projects/new/"
    assert person.email_confirmed_at is None
    client.get(link_to("olga@obzhig.example"))
    person.refresh_from_db()
    assert person.email_confirmed_at is not None


@pytest.mark.row("ACC-1", code="accounts/views/entry.py")
def test_the_entry_page_offers_email_and_no_messenger_that_is_not_configured(client: Client) -> None:
    page = client.get("/accounts/").content.decode()

    assert "/accounts/sign-up/" in page
    assert 'class="way"' not in page


@pytest.mark.row("ACC-5", code="projects/views/mine.py")
def test_the_first_project_takes_one_field_and_leads_to_the_checklist(client: Client) -> None:
    client.post("/accounts/sign-up/", FORM)

    form = client.get("/projects/new/")
    assert form.content.decode().count('type="text"') == 1
    answer = client.post("/projects/new/", {"name": "  Northern   Roast "}, follow=True)

    path = answer.redirect_chain[-1][0]
    assert path.endswith("/start/")
    page = answer.content.decode()
    assert "Northern Roast" in page
    assert page.count("<li") >= 5


def test_a_letter_is_written_in_the_language_of_the_browser(client: Client) -> None:
    client.post("/accounts/sign-up/", FORM, headers={"accept-language": "en"})

    assert Mail.objects.get().subject == "Confirm your address"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("email", "no address"),
        ("password", "short"),
        ("password", "password"),
        ("name", "x" * 121),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(client: Client, field: str, value: str) -> None:
    answer = client.post("/accounts/sign-up/", {**FORM, field: value})

    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not Person.objects.exists()


def test_a_known_address_with_the_right_password_signs_in(
    client: Client, make_person: Callable[..., Any]
) -> None:
    make_person(FORM["email"].lower(), password=FORM["password"])

    answer = client.post("/accounts/sign-up/", FORM)

    assert answer.status_code == 302
    assert Person.objects.count() == 1


def test_a_known_address_with_another_password_does_not(
    client: Client, make_person: Callable[..., Any]
) -> None:
    make_person(FORM["email"].lower())

    answer = client.post("/accounts/sign-up/", FORM)

    assert answer.status_code == 422
    assert "_auth_user_id" not in client.session
