"""Tokens are blanked in whatever line they stand."""

import logging

import pytest

from common.redaction import Redact

KEY = "498882818:AAEJZsiGD-3Sx7v9iZBw3OFekhuS8fXvI60"


def said(line: str) -> str:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "said: %s", (line,), None)
    assert Redact().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    "line",
    ["key {} is wrong", "POST https://api.telegram.org/bot{}/sendMessage", "GET /file/bot{}/a.jpg"],
)
def test_a_bots_key_is_blanked(line: str) -> None:
    assert KEY.partition(":")[2] not in said(line.format(KEY))


@pytest.mark.parametrize(
    "token",
    [
        "445da6az1s345z78-dazcczb2542zv51a-e0vc5fva17480im9",
        "vk1.a.Jr3kX0m9Tz-w_Q7pLd2sVbN4yHc8",
        "EAAGm0PX4ZCpsBAKZBkZCabcdefghijklmnop",
    ],
)
def test_a_messengers_token_is_known_by_its_shape(token: str) -> None:
    assert token not in said(f"channel 7 with {token} failed")


@pytest.mark.parametrize(
    "line",
    [
        "https://api.vk.ru/method/users.get?access_token={}&v=5.199",
        "https://graph.example/oauth?client_secret={}&code=1",
        "GET /oauth/vk/?state=1&code={}",
        '{{"access_token": "{}"}}',
        '{{"auth_token":"{}"}}',
        "authorization: Bearer {}",
    ],
)
def test_what_is_called_a_secret_is_blanked(line: str) -> None:
    assert "s3cr3t" not in said(line.format("s3cr3t"))
