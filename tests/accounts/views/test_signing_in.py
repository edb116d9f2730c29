from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/accounts/sign-in/", {"email": email, "password": password, **more})


@pytest.mark.row("ACC-3")
def test_email_and_password_sign_in_and_out(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("olga@mail.test")

    assert sign_in(client, " Olga@Mail.test ").status_code == 302
    assert client.get("/accounts/profile/").status_code == 200
    client.post("/accounts/sign-out/")
    assert client.get("/accounts/profile/").status_code == 302


@pytest.mark.row("ACC-3")
def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: Client, make_person: Callable[..., Any]
) -> None:
    make_person("olga@mail.test")

    wrong, unknown = (
        sign_in(client, "olga@mail.test", "not-this-one"),
        sign_in(client, "none@mail.test", "not-this-one"),
    )

    assert wrong.status_code == unknown.status_code == 422
    assert clean(wrong, "olga@mail.test") == clean(unknown, "none@mail.test")


def clean(answer: Any, email: str) -> str:
    """The page without the typed address and what differs in every answer."""
    lines = answer.content.decode().replace(email, "").splitlines()
    return "\n".join(line for line in lines if "csrf" not in line.lower() and "data-now" not in line)


def test_an_unknown_address_costs_a_password_check_too(
    client: Client, make_person: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth.hashers import MD5PasswordHasher

    made = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda self, *given: made.append(1) or encode(self, *given)
    )
    make_person("olga@mail.test")

    counts = []
    for email in ("olga@mail.test", "none@mail.test"):
        made.clear()
        sign_in(client, email, "not-this-one")
        counts.append(len(made))

    assert counts[0] == counts[1] > 0


@pytest.mark.row("ACC-3", code="accounts/domain/attempts.py")
def test_attempts_are_throttled_for_one_name_from_one_address(
    client: Client, make_person: Callable[..., Any]
) -> None:
    make_person("olga@mail.test")
    for _ in range(8):
        assert sign_in(client, "olga@mail.test", "not-this-one").status_code == 422

    answer = sign_in(client, "olga@mail.test")

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert sign_in(elsewhere, "olga@mail.test").status_code == 302


def test_the_right_password_forgives(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("olga@mail.test")
    for _ in range(3):
        for _ in range(7):
            sign_in(client, "olga@mail.test", "not-this-one")
        assert sign_in(client, "olga@mail.test").status_code == 302
        client.logout()


@pytest.mark.row("ACC-3", code="accounts/domain/passwords.py")
def test_sign_out_everywhere_ends_all_sessions(make_person: Callable[..., Any]) -> None:
    make_person("olga@mail.test")
    here, there = Client(), Client()
    sign_in(here, "olga@mail.test")
    sign_in(there, "olga@mail.test")

    here.post("/accounts/sign-out/everywhere/")

    assert here.get("/accounts/profile/").status_code == 302
    assert there.get("/accounts/profile/").status_code == 302


@pytest.mark.parametrize("where", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_next_never_leads_to_another_site(
    client: Client, make_person: Callable[..., Any], where: str
) -> None:
    make_person("olga@mail.test")

    assert sign_in(client, "olga@mail.test", next=where)["Location"] == "/projects/"


def test_next_leads_back(client: Client, make_person: Callable[..., Any]) -> None:
    make_person("olga@mail.test")

    assert sign_in(client, "olga@mail.test", next="/accounts/profile/")["Location"] == "/accounts/profile/"
