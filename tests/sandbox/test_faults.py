"""Failures to order."""

import time

import pytest
import requests

from tests.sandbox.bot_api import call, result
from tests.sandbox_process import Refused, Sandbox


def test_status_with_the_providers_words(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    sandbox.faults(method="sendMessage", status=429, retry_after=7, times=1)
    refused = call(sandbox, bot, "sendMessage", chat_id=501, text="x")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "7")
    assert refused.json()["parameters"] == {"retry_after": 7}
    assert refused.json()["description"] == "Too Many Requests: retry after 7"
    assert call(sandbox, bot, "sendMessage", chat_id=501, text="x").status_code == 200
    sandbox.faults(status=400, error="Bad Request: something else", times=1)
    assert call(sandbox, bot, "getMe").json()["description"] == "Bad Request: something else"


def test_only_those_that_are_meant(sandbox: Sandbox) -> None:
    bot, other = sandbox.new_bot("B"), sandbox.new_bot("C")
    for user in (501, 502):
        sandbox.say(bot, user, start=True)
    sandbox.say(other, 501, start=True)
    sandbox.faults(bot=bot, user=501, method="SendMessage", status=500)
    statuses = [
        call(sandbox, bot, "sendMessage", chat_id=501, text="x").status_code,
        call(sandbox, bot, "sendMessage", chat_id=502, text="x").status_code,
        call(sandbox, bot, "getMe").status_code,
        call(sandbox, other, "sendMessage", chat_id=501, text="x").status_code,
        call(sandbox, bot, "sendMessage", chat_id=501, text="x").status_code,
    ]
    assert statuses == [500, 200, 200, 200, 500]
    sandbox.clear_faults()
    assert call(sandbox, bot, "sendMessage", chat_id=501, text="x").status_code == 200


@pytest.mark.parametrize(("drop", "seen"), [("before", []), ("after", ["x"])])
def test_connection_lost_before_or_after_processing(sandbox: Sandbox, drop: str, seen: list[str]) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    sandbox.faults(method="sendMessage", drop=drop, times=1)
    with pytest.raises(requests.ConnectionError):
        call(sandbox, bot, "sendMessage", chat_id=501, text="x")
    assert [one["text"] for one in sandbox.received(bot, 501)] == seen
    (logged,) = sandbox.calls(bot, "sendMessage")
    assert (logged["dropped"], logged["fields"]["text"]) == (drop, "x")
    assert call(sandbox, bot, "sendMessage", chat_id=501, text="y").status_code == 200


def test_delay_garbage_and_drip(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.faults(delay_ms=200, times=1)
    started = time.monotonic()
    assert call(sandbox, bot, "getMe").json()["ok"]
    assert time.monotonic() - started >= 0.2
    sandbox.faults(body="<html>502 Bad Gateway</html>", status=502, times=1)
    page = call(sandbox, bot, "getMe")
    assert (page.status_code, page.headers["Content-Type"].split(";")[0]) == (502, "text/html")
    sandbox.faults(drip_ms=5, times=1)
    started = time.monotonic()
    assert call(sandbox, bot, "getMe").json()["result"]["id"] == bot["id"]
    assert time.monotonic() - started >= 0.3


def test_unknown_orders_are_refused_in_words(sandbox: Sandbox) -> None:
    with pytest.raises(Refused, match="unknown fields: colour"):
        sandbox.faults(colour="red")
    with pytest.raises(Refused, match="before"):
        sandbox.faults(drop="maybe")


def test_calls_tell_method_fields_and_answer(sandbox: Sandbox) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, 501, start=True)
    result(sandbox, bot, "sendDocument", files={"document": ("a.txt", b"secret bytes")}, chat_id=501)
    (logged,) = sandbox.calls(bot, user="501")
    assert (logged["method"], logged["status"]) == ("sendDocument", 200)
    assert logged["fields"] == {"chat_id": "501", "document": "<a.txt, 12 bytes>"}
    assert logged["answer"]["result"]["document"]["file_name"] == "a.txt"
    assert sandbox.calls(bot, after=logged["n"]) == []
