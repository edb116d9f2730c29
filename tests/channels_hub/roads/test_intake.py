"""The way in as a provider sees it (ARCHITECTURE §3)."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from projects.scope import project_scope
from tests.channels_hub.roads.conftest import Line, Web, update
from tests.channels_hub.roads.receipts import states, stored


def test_a_message_is_stored_before_the_answer(line: Line, web: Web) -> None:
    answer = web.post(line, update(1))
    assert answer.status_code == 200
    (receipt,) = stored(line.channel)
    assert (receipt.event, receipt.peer, receipt.state, receipt.project) == (
        "1",
        "501",
        0,
        line.channel.project_id,
    )
    assert json.loads(bytes(receipt.body))["message"]["text"] == "hello"


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "guess"}])
def test_forged_is_refused_and_not_stored(line: Line, web: Web, headers: dict[str, str]) -> None:
    assert web.post(line, update(1), headers=headers).status_code == 403
    assert stored(line.channel) == []


def test_unknown_addresses_and_verbs(line: Line, web: Web) -> None:
    assert requests.post(f"{web.url}/in/telegram/{'x' * 30}", data=update(1), timeout=5).status_code == 404
    assert (
        requests.post(f"{web.url}/in/viber/{line.channel.key}", data=update(1), timeout=5).status_code == 404
    )
    assert requests.post(f"{web.url}/in/telegram/%00%ff", data=update(1), timeout=5).status_code == 404
    got = requests.get(web.url + line.path, timeout=5)
    assert (got.status_code, got.headers["allow"]) == (405, "POST")
    assert stored(line.channel) == []


def test_the_same_update_twenty_times_at_once_is_one_receipt(line: Line, web: Web) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(
            pool.map(
                lambda _: requests.post(
                    web.url + line.path, data=update(7), headers=line.headers, timeout=20
                ),
                range(20),
            )
        )
    assert [answer.status_code for answer in answers] == [200] * 20
    assert len(stored(line.channel)) == 1


def test_ten_megabytes_are_too_large(line: Line, web: Web) -> None:
    assert web.post(line, b"x" * 10 * 1024 * 1024).status_code == 413
    assert web.post(line, b" " * (1024 * 1024 + 1)).status_code == 413
    assert stored(line.channel) == []


BAD = [
    b"",
    b"{",
    b"[]",
    b"null",
    b"\xff\xfe\x00",
    b"[" * 100_000,
    b'{"update_id": 1e400}',
    b'{"update_id": NaN}',
    b'{"update_id": "x\\u0000y"}',
    b'{"update_id": 99999999999999999999999999}',
    b'{"update_id": 5, "message": {"text": "\\ud83d", "chat": {"id": "\\u0000"}}}',
    b'{"update_id": 6, "poll_of_tomorrow": {}}',
    ("4096 " + "😀" * 4096).encode(),
]


@pytest.mark.parametrize("body", BAD, ids=range(len(BAD)))
def test_whatever_is_inside_is_kept_and_answered_with_success(line: Line, web: Web, body: bytes) -> None:
    assert [web.post(line, body).status_code for _ in range(2)] == [200, 200]
    (receipt,) = stored(line.channel)
    assert bytes(receipt.body) == body


def test_a_disconnected_channel_is_unknown(line: Line, web: Web) -> None:
    line.channel.connected = False
    with project_scope(line.channel.project_id):
        line.channel.save(update_fields=["connected"])
    assert web.post(line, update(1)).status_code == 404


def test_many_at_once_are_all_stored_in_few_transactions(line: Line, web: Web) -> None:
    def send(number: int) -> int:
        return requests.post(
            web.url + line.path, data=update(number, client=number % 9), headers=line.headers, timeout=20
        ).status_code

    with ThreadPoolExecutor(16) as pool:
        assert set(pool.map(send, range(300))) == {200}
    assert sorted(int(receipt.event) for receipt in stored(line.channel)) == list(range(300))


def test_a_connection_that_the_database_closed_is_made_anew(line: Line, web: Web) -> None:
    assert web.post(line, update(1)).status_code == 200
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE application_name LIKE 'wepster intake%' AND datname = current_database()"
        )
        assert cursor.fetchone()[0] == 2
    assert web.post(line, update(2)).status_code == 200
    assert states(line.channel) == [0, 0]


def test_a_database_that_is_away_asks_the_provider_to_come_again(
    line: Line, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert web.post(line, update(1)).status_code == 200
    from django.db import connection

    with connection.cursor() as cursor:
        monkeypatch.setitem(connection.settings_dict, "HOST", "/nonexistent")
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE application_name LIKE 'wepster intake%' AND datname = current_database()"
        )
        answer = web.post(line, update(2))
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    monkeypatch.undo()
    assert web.post(line, update(2)).status_code == 200
    assert [receipt.event for receipt in stored(line.channel)] == ["1", "2"]


def test_the_wait_for_the_writer_is_bounded() -> None:
    from channels_hub.domain import storing

    writer = storing.Writer()
    writer._rows = storing.WAITING
    assert not writer.put(storing.Job([storing.Row(1, 1, "1", "", b"")], lambda stored: None))
