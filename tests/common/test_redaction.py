"""Tokens are blanked in whatever line they stand."""

import logging

import pytest

from common.redaction import Redact

KEY = "498882818:AAEJZsiGD-3Sx7v9iZBw3OFekhuS8fXvI60"


@pytest.mark.parametrize(
    "line",
    [
        f"key {KEY} is wrong",
        f"POST https://api.telegram.org/bot{KEY}/sendMessage",
        f"GET /file/bot{KEY}/a.jpg",
    ],
)
def test_a_bots_key_is_blanked(line: str) -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "said: %s", (line,), None)
    assert Redact().filter(record)
    assert KEY.partition(":")[2] not in record.getMessage()


def test_a_key_of_viber_is_blanked() -> None:
    key = "445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9"
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "%s", (f'{{"auth_token":"{key}"}}',), None)
    assert Redact().filter(record)
    assert "dazcczb2542zv51a" not in record.getMessage()


def test_a_communitys_key_is_blanked() -> None:
    key = "vk1.a.Jr3kX0m9Tz-w_Q7pLd2sVbN4yHc8"
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "%s", (f"{{'access_token': '{key}'}}",), None)
    assert Redact().filter(record)
    assert "Jr3kX0m9Tz" not in record.getMessage()
