"""The provider's own interface: only a channel's token opens it, and a key makes a line once (decision 0027)."""

from typing import Any

import pytest
import requests

from acquisition.models import WebLine
from channels_hub.domain.fetching import fetch_due
from channels_hub.domain.ingesting import ingest
from channels_hub.messengers.webchat import make_token
from channels_hub.models import MediaFile
from tests.acquisition.conftest import Chat, code

SEND = pytest.mark.row("CHN-13", code="acquisition/views/provider.py")


@SEND
def test_a_line_is_kept_once_by_its_key(chat: Chat) -> None:
    token = chat.visitor()
    chat.say(token, "Hello")
    first = chat.send(code(token), "Yes", key="d71").json()
    assert chat.send(code(token), "Yes", key="d71").json() == first
    assert [line["text"] for line in chat.lines(token)] == ["Hello", "Yes"]


@SEND
@pytest.mark.parametrize("path", ["me", "send", "files/1"])
def test_only_the_channels_token_opens_it(chat: Chat, path: str) -> None:
    account = chat.account
    for bearer in ("", "x", make_token(), make_token(account), f"{account}.", "\u00e9" * 40):
        headers = {"Authorization": f"Bearer {bearer}".encode()}
        answer = requests.request(
            "POST" if path == "send" else "GET",
            f"{chat.world.url}/wc/api/{path}",
            headers=headers,
            timeout=20,
        )
        assert (answer.status_code, answer.json()["error"]) == (401, "token"), bearer


REFUSED: list[tuple[str, dict[str, Any], int, str]] = [
    ("a stranger", {"to": "nobody-of-this-chat"}, 404, "visitor"),
    ("nothing said", {"text": " "}, 400, "empty"),
    ("a file that is not there", {"file": 99999}, 409, "file"),
    ("a button that runs", {"buttons": [{"text": "a", "url": "javascript:alert(1)"}]}, 400, "buttons"),
    ("eleven buttons", {"buttons": [{"text": "a", "data": "b"}] * 11}, 400, "buttons"),
    ("buttons of text", {"buttons": "ab"}, 400, "buttons"),
]


@SEND
@pytest.mark.parametrize(
    ("fields", "status", "error"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_cannot_be_kept_is_refused(chat: Chat, fields: dict[str, Any], status: int, error: str) -> None:
    token = chat.visitor()
    chat.say(token, "Hello")
    answer = chat.send(**{"to": code(token), "text": "Yes", **fields})
    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert len(chat.lines(token)) == 1


@SEND
def test_another_projects_file_is_not_there(chat: Chat, make_project: Any, in_project: Any) -> None:
    token, other = chat.visitor(), make_project(name="Elsewhere")
    chat.say(token, "Hello")
    with in_project(other):
        secret = MediaFile.objects.create(
            project=other, kind="file", name="a", path="other/a", state="ready", size=1
        )
    assert chat.send(code(token), "Yes", file=secret.pk).status_code == 409
    with chat.scope():
        assert not WebLine.objects.exclude(file=None).exists()


@SEND
def test_an_upload_is_given_to_its_own_channel_alone(chat: Chat, webchat: Any) -> None:
    token = chat.visitor()
    chat.ask("POST", "files", token, data={"key": "key-0001"}, files={"file": ("a.txt", b"hi")})
    number = chat.bodies()[0]["line"]["files"][0]["upload"]

    def fetched(of: Chat) -> Any:
        headers = {"Authorization": f"Bearer {of.bot['token']}"}
        return requests.get(f"{chat.world.url}/wc/api/files/{number}", headers=headers, timeout=20)

    assert fetched(chat).content == b"hi"
    assert fetched(Chat(webchat)).status_code == 404


@SEND
def test_the_inbox_fetches_what_was_uploaded(chat: Chat, settings: Any) -> None:
    settings.PROVIDER_URLS = {**settings.PROVIDER_URLS, "webchat": chat.world.provider_url("webchat")}
    token = chat.visitor()
    chat.ask("POST", "files", token, data={"key": "key-0001"}, files={"file": ("a.txt", b"hi")})
    ingest(chat.channel.project_id, chat.channel.pk)
    fetch_due(chat.channel.project_id)
    with chat.scope():
        fetched = MediaFile.objects.exclude(entry=None).get()
        assert (fetched.state, fetched.name, fetched.size) == ("ready", "a.txt", 2)
