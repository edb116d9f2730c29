"""The web process over HTTP: files leave on the loop, bodies that are too large are answered in words."""

import hashlib
import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import uvicorn
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.wsgi import get_wsgi_application

from channels_hub.domain import links
from channels_hub.enums import FileState
from channels_hub.models import MediaFile
from channels_hub.queries.links import client_link
from projects.scope import project_scope
from tests.waiting import until
from wepster.handing import Handing
from wepster.spooling import MAX_BODY, Spool

SIZE = 24 * 1024 * 1024
THREADS = 2
CONTENT = os.urandom(1024 * 1024) * (SIZE // (1024 * 1024))


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """The pages as wepster.asgi serves them, with two threads only."""
    application = Spool(Handing(get_wsgi_application(), workers=THREADS))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(application, port=number, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until(lambda: server.started, patience=15)
    yield number
    server.should_exit = True
    thread.join(15)


@pytest.fixture
def link(transactional_db: None, project: Any) -> str:
    """A client's link to 24 MB."""
    with project_scope(project.pk):
        file = MediaFile.objects.create(
            project=project,
            kind="file",
            name="film.mp4",
            mime="video/mp4",
            size=SIZE,
            path=default_storage.save("1/film", ContentFile(CONTENT)),
            state=FileState.READY,
        )
        return client_link(links.issue(file, 1, 1))


def ask(port: int, link: str, **headers: str) -> requests.Response:
    parts = urlsplit(link)
    return requests.get(
        f"http://127.0.0.1:{port}{parts.path}", headers={"Host": parts.netloc, **headers}, timeout=20
    )


def open_files() -> list[str]:
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found.append(str(entry.readlink()))
        except OSError:
            continue
    return [name for name in found if "/media/" in name]


class Slow:
    """A client that asks for a file and takes the head of the answer only."""

    def __init__(self, port: int, link: str) -> None:
        parts = urlsplit(link)
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.socket.settimeout(20)
        self.socket.connect(("127.0.0.1", port))
        request = f"GET {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
        self.socket.sendall(request.encode())
        self.read = b""
        while b"\r\n\r\n" not in self.read:
            self.read += self.socket.recv(1024)

    def rest(self) -> bytes:
        pieces = [self.read.partition(b"\r\n\r\n")[2]]
        while piece := self.socket.recv(65536):
            pieces.append(piece)
        return b"".join(pieces)


@pytest.mark.row("INB-11", "wepster/handing.py")
def test_slow_readers_hold_no_thread(port: int, link: str) -> None:
    readers = [Slow(port, link) for _ in range(THREADS * 5)]
    began = time.monotonic()
    page = f"http://127.0.0.1:{port}/accounts/sign-in/"
    assert requests.get(page, headers={"Host": "localhost"}, timeout=10).ok
    assert time.monotonic() - began < 5
    assert len(open_files()) == len(readers)
    assert hashlib.sha256(readers[0].rest()).digest() == hashlib.sha256(CONTENT).digest()
    for reader in readers:
        reader.socket.close()
    until(lambda: not open_files(), patience=10)  # none stays open after its reader went away


@pytest.mark.row("INB-11", "wepster/handing.py")
def test_a_broken_download_goes_on_where_it_stopped(port: int, link: str) -> None:
    half = SIZE // 2 + 3
    first = ask(port, link, Range=f"bytes=0-{half - 1}")
    second = ask(port, link, **{"Range": f"bytes={half}-", "If-Range": first.headers["ETag"]})
    assert (first.status_code, second.status_code) == (206, 206)
    assert first.content + second.content == CONTENT
    head = requests.head(
        f"http://127.0.0.1:{port}{urlsplit(link).path}", headers={"Host": urlsplit(link).netloc}, timeout=5
    )
    assert (head.headers["Content-Length"], head.content) == (str(SIZE), b"")
    assert "Set-Cookie" not in head.headers


@pytest.mark.row("INB-11", "wepster/spooling.py")
@pytest.mark.parametrize(("language", "sentence"), [("en-US,en;q=0.8", "up to 100 MB"), ("ru", "до 100 МБ")])
def test_a_body_above_the_limit_is_told_so(port: int, language: str, sentence: str) -> None:
    def body() -> Iterator[bytes]:
        for _ in range(MAX_BODY // (1024 * 1024) + 1):
            yield bytes(1024 * 1024)

    answer = requests.post(
        f"http://127.0.0.1:{port}/p/1/inbox/chats/1/messages",
        data=body(),
        headers={"Host": "localhost", "Accept-Language": language},
        timeout=60,
    )
    assert answer.status_code == 413
    assert sentence in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
