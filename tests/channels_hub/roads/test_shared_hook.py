"""What messengers may do at the intake: answer in their own words, and share one address among all accounts."""

import json
from typing import Any

import pytest
import requests
from django.test import override_settings

from channels_hub.messengers import messenger
from channels_hub.messengers.vocabulary import Part, Reply
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import Line, Web, update
from tests.channels_hub.roads.receipts import stored

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
def shared(monkeypatch: Any) -> Any:
    """Telegram as if all bots had one address: a body is a list of [bot, update]."""
    package: Any = messenger("telegram")

    def split(body: bytes) -> list[Part]:
        return [
            Part(str(said["update_id"]), "501", json.dumps(said).encode(), str(account))
            for account, said in json.loads(body)
        ]

    monkeypatch.setattr(package, "shared_hook", True, raising=False)
    monkeypatch.setattr(package, "challenge", lambda query: query.get("ok"), raising=False)
    monkeypatch.setattr(package, "split", split)
    with override_settings(APPS={"telegram": {"id": "1", "secret": "app-secret", "verify": ""}}):
        yield


def post(web: Web, body: Any, secret: str = "app-secret") -> requests.Response:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return requests.post(f"{web.url}/in/telegram", data=data, headers={HEADER: secret}, timeout=20)


def test_each_part_goes_to_its_own_account(line: Line, make_line: Any, web: Web, shared: None) -> None:
    other = make_line()
    body = [
        [line.channel.account, json.loads(update(1))],
        [other.channel.account, json.loads(update(2))],
        ["404404", json.loads(update(3))],
    ]
    assert post(web, body).status_code == 200
    assert [row.event for row in stored(line.channel)] == ["1"]
    assert [row.event for row in stored(other.channel)] == ["2"]
    assert post(web, body).status_code == 200
    assert len(stored(line.channel)) == 1


@pytest.mark.parametrize(
    ("body", "secret", "status"),
    [
        ([["404404", {"update_id": 1}]], "app-secret", 200),
        ([["\x00", {"update_id": 1}]], "app-secret", 200),
        (b"{", "app-secret", 200),
        (b"", "app-secret", 200),
        ([["404404", {"update_id": 1}]], "guess", 403),
        (b" " * (1024 * 1024 + 1), "app-secret", 413),
    ],
)
def test_what_is_nobodys_is_not_stored(
    line: Line, web: Web, shared: None, body: Any, secret: str, status: int
) -> None:
    assert post(web, body, secret).status_code == status
    assert stored(line.channel) == []


def test_the_provider_asks_whether_the_address_is_ours(web: Web, shared: None) -> None:
    assert requests.get(f"{web.url}/in/telegram?ok=117", timeout=5).text == "117"
    assert requests.get(f"{web.url}/in/telegram?no=1", timeout=5).status_code == 403
    assert requests.get(f"{web.url}/in/telegram/{'x' * 30}", timeout=5).status_code == 405
    assert requests.get(f"{web.url}/in/viberx", timeout=5).status_code == 405


def test_a_messenger_answers_in_its_own_words(line: Line, web: Web, monkeypatch: Any) -> None:
    package: Any = messenger("telegram")

    def reply(body: bytes, extra: dict[str, Any]) -> Reply | None:
        word = json.loads(body).get("say")
        if word == "break":
            raise ValueError(word)
        if word == "code":
            return Reply(extra.get("code", "none").encode(), store=False)
        return Reply(b'{"a":1}', "application/json") if word == "json" else None

    monkeypatch.setattr(package, "reply", reply, raising=False)

    def said(word: str, number: int) -> requests.Response:
        return web.post(line, json.dumps({"say": word, "update_id": number}))

    answer = said("json", 1)
    assert (answer.text, answer.headers["content-type"]) == ('{"a":1}', "application/json")
    assert [said("code", 2).text, said("", 3).text, said("break", 4).status_code] == ["none", "", 200]
    assert [row.event for row in stored(line.channel)] == ["1", "3", "4"], "a mere question is not stored"
    with project_scope(line.channel.project_id):
        line.channel.extra = {"code": "a1b2"}
        line.channel.save()
    assert said("code", 5).text == "a1b2", "not from the memory of five seconds"
