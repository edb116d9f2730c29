"""Letters as their readers find them."""

import re
from collections.abc import Callable

import pytest

LINK = re.compile(r"https?://[^/\s]+(/\S+)")


@pytest.fixture
def letters() -> Callable[[str], list[str]]:
    """`letters(email)`: send what is due, then the texts that came to the address, oldest first."""

    from django.core import mail

    from accounts.domain import mailing

    def read(email: str) -> list[str]:
        mailing.send_due()
        return [f"{letter.subject}\n{letter.body}" for letter in mail.outbox if letter.to == [email]]

    return read


@pytest.fixture
def link_to(letters: Callable[[str], list[str]]) -> Callable[[str], str]:
    """`link_to(email)`: the path of the link in the last letter to the address."""

    def read(email: str) -> str:
        found = LINK.search(letters(email)[-1])
        assert found, "no link in the letter"
        return found[1]

    return read
