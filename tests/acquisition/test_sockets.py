"""A visitor's socket hears that its chat has grown, and nobody else's does."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.acquisition.conftest import Chat, code


def open_socket(chat: Chat, origin: str = "", account: str = "") -> ClientConnection:
    host = chat.world.host()
    line = socket.create_connection(("127.0.0.1", chat.world.port), 10)
    return connect(
        f"ws://{host}/wc/{account or chat.account}/live",
        sock=line,
        origin=origin or f"http://{host}",
        open_timeout=10,
    )


@contextmanager
def hello(chat: Chat, token: str) -> Iterator[ClientConnection]:
    """A socket that has proved whose it is, once hints are heard."""
    with open_socket(chat) as opened:
        opened.send(json.dumps({"type": "hello", "token": token}))
        opened.send('{"type":"ping"}')
        standing = kind = ""
        while kind != "pong" or standing == "paused":
            kind = json.loads(opened.recv(timeout=10))["type"]
            if kind in ("paused", "resumed"):
                standing = kind
            if kind == "resumed":
                break
        yield opened


def heard(opened: ClientConnection) -> dict[str, Any]:
    """The next frame that is not about the standing of live updates."""
    while True:
        frame: dict[str, Any] = json.loads(opened.recv(timeout=10))
        if frame["type"] not in ("paused", "resumed", "hello", "pong"):
            return frame


@pytest.mark.row("CHN-13", code="acquisition/consumers.py")
def test_only_the_visitors_own_pages_are_told(chat: Chat) -> None:
    mine, other = chat.visitor(), chat.visitor()
    chat.say(mine, "Hello")
    with hello(chat, mine) as page, hello(chat, mine) as second, hello(chat, other) as stranger:
        chat.send(code(mine), "Yes")
        assert heard(page) == heard(second) == {"type": "rev", "rev": 2}
        chat.say(other, "Hi")
        assert heard(stranger) == {"type": "rev", "rev": 1}


@pytest.mark.parametrize(
    "said",
    ['{"type":"hello","token":"x"}', '{"type":"ping"}', "[]", "{", "a" * 5000, '{"type":["hello"]}', "null"],
)
def test_who_does_not_say_who_they_are_is_let_go(chat: Chat, said: str) -> None:
    with open_socket(chat) as opened:
        opened.send(said)
        with pytest.raises(ConnectionClosed) as ended:
            opened.recv(timeout=10)
    assert ended.value.rcvd is not None
    assert ended.value.rcvd.code in (4400, 4401)


@pytest.mark.parametrize("origin", ["https://shop.example", "http://localhost:8000", "null"])
def test_a_page_of_another_host_opens_none(chat: Chat, origin: str) -> None:
    with pytest.raises(InvalidStatus):
        open_socket(chat, origin)
