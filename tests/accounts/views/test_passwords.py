from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.domain.signing_up import lend_password

pytestmark = pytest.mark.django_db
NEW = "rowan-86-anchor-mint"


@pytest.mark.row("ACC-3")
def test_a_forgotten_password_is_set_anew_by_the_letter_once(
    make_person: Callable[..., Any], link_to: Callable[[str], str]
) -> None:
    person = make_person("olga@mail.test", email_confirmed_at=None)
    elsewhere = Client()
    elsewhere.force_login(person)
    client = Client()

    client.post("/accounts/reset/", {"email": "olga@mail.test"})
    path = link_to("olga@mail.test")
    answer = client.post(path, {"password": NEW})

    person.refresh_from_db()
    assert answer.status_code == 302
    assert person.check_password(NEW)
    assert person.email_confirmed_at is not None
    assert client.get("/accounts/profile/").status_code == 200
    assert elsewhere.get("/accounts/profile/").status_code == 302
    assert Client().get(path).status_code == 410


@pytest.mark.row("ACC-3")
def test_asking_says_the_same_of_an_unknown_address(
    client: Client, make_person: Callable[..., Any], letters: Callable[[str], list[str]]
) -> None:
    make_person("olga@mail.test")

    known = client.post("/accounts/reset/", {"email": "olga@mail.test"})
    unknown = client.post("/accounts/reset/", {"email": "none@mail.test"})

    assert known.status_code == unknown.status_code == 200
    assert known.content.decode().count("olga@mail.test") == unknown.content.decode().count("none@mail.test")
    assert letters("none@mail.test") == []
    assert len(letters("olga@mail.test")) == 1


@pytest.mark.row("ACC-3")
def test_asking_costs_the_same_for_an_unknown_address(
    client: Client, make_person: Callable[..., Any]
) -> None:
    make_person("olga@mail.test")
    counts = []
    for email in ("olga@mail.test", "none@mail.test"):
        with CaptureQueriesContext(connection) as queries:
            client.post("/accounts/reset/", {"email": email})
        counts.append([query["sql"].split()[0] for query in queries])

    assert counts[0] == counts[1]


@pytest.mark.row("TEAM-1", code="accounts/domain/passwords.py")
@pytest.mark.django_db(transaction=True)
def test_of_simultaneous_sign_ins_with_a_borrowed_password_one_gets_in() -> None:
    lend_password("Timur", "timur@mail.test", "pine-47-ladle-summer")

    def sign_in(number: int) -> int:
        try:
            form = {"email": "timur@mail.test", "password": "pine-47-ladle-summer"}
            return Client(REMOTE_ADDR=f"203.0.113.{number}").post("/accounts/sign-in/", form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(sign_in, range(6)))

    assert sorted(answers) == [302, 422, 422, 422, 422, 422]


@pytest.mark.row("TEAM-1", code="accounts/domain/passwords.py")
def test_a_borrowed_password_works_once_and_is_changed_there() -> None:
    person = lend_password("Timur", "timur@mail.test", "pine-47-ladle-summer")
    form = {"email": "timur@mail.test", "password": "pine-47-ladle-summer"}
    client = Client()

    assert client.post("/accounts/sign-in/", form).status_code == 302
    assert client.get("/projects/", follow=True).redirect_chain[-1][0] == "/accounts/own-password/"
    assert Client().post("/accounts/sign-in/", form).status_code == 422
    client.post("/accounts/own-password/", {"password": NEW})

    person.refresh_from_db()
    assert (person.password_borrowed, person.check_password(NEW)) == (False, True)
    assert client.get("/accounts/profile/").status_code == 200


@pytest.mark.row("TEAM-1", code="accounts/domain/mailboxes.py")
def test_a_borrowed_password_dies_with_its_sessions_when_the_mailbox_is_confirmed() -> None:
    from accounts.domain.mailboxes import confirm_path

    person = lend_password("Timur", "timur@mail.test", "pine-47-ladle-summer")
    inviter = Client()
    inviter.post("/accounts/sign-in/", {"email": "timur@mail.test", "password": "pine-47-ladle-summer"})
    holder = Client()

    answer = holder.post(confirm_path(person))

    person.refresh_from_db()
    assert person.email_confirmed_at is not None
    assert not person.has_usable_password()
    assert inviter.get("/accounts/own-password/").status_code == 302
    assert answer["Location"].startswith("/accounts/reset/")
    holder.post(answer["Location"], {"password": NEW})
    assert holder.get("/accounts/profile/").status_code == 200


def test_a_mail_scanner_that_opens_the_link_confirms_nothing(
    make_person: Callable[..., Any], client: Client
) -> None:
    from accounts.domain.mailboxes import confirm_path

    person: Any = make_person(email_confirmed_at=None)

    page = client.get(confirm_path(person))

    person.refresh_from_db()
    assert page.status_code == 200
    assert person.email_confirmed_at is None
