"""Files pass through in pieces: no process grows by a file's size (ARCHITECTURE §11, DEPENDENCIES B5)."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import connection, transaction

from channels_hub.domain import links, queueing
from channels_hub.enums import FileState
from channels_hub.messengers.telegram import TRAITS
from channels_hub.messengers.vocabulary import Outgoing, OutgoingFile
from channels_hub.models import MediaFile
from channels_hub.queries.links import client_link
from common import clock
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import ROOT, Line, Start, wait
from tests.channels_hub.roads.memory import MEGABYTE, forget, peak
from tests.channels_hub.roads.test_process import is_heard
from tests.sandbox_process import file as sample
from wepster.configuration import configuration

GROWTH = 30 * MEGABYTE
pytestmark = [pytest.mark.row("INB-11", "channels_hub/messengers/telegram/transport.py")]


def media() -> str:
    return "file:" + str(settings.STORAGES["default"]["OPTIONS"]["location"])


@pytest.fixture
def noise(tmp_path: Path) -> Path:
    """100 MB that do not compress."""
    path = tmp_path / "noise"
    with path.open("wb") as out:
        piece = os.urandom(MEGABYTE)
        for _ in range(100):
            out.write(piece)
    return path


def stored(line: Line, noise: Path, size: int, name: str) -> MediaFile:
    with noise.open("rb") as source:
        path = default_storage.save(f"1/{name}", File(source))
    with Path(default_storage.path(path)).open("r+b") as kept:
        kept.truncate(size)
    return line.file(
        kind="file", name=name, mime="application/octet-stream", size=size, path=path, state=FileState.READY
    )


def queue(line: Line, entry: int, file: MediaFile) -> Any:
    outgoing = Outgoing(file=OutgoingFile(file.pk, file.kind, file.name, file.mime, file.size or 0))
    with project_scope(line.channel.project_id), transaction.atomic():
        return queueing.queue(line.channel, line.chat(501), entry, "501", f"composer:{entry}", [outgoing])[0]


def test_the_measure_sees_a_file_that_is_read_whole(transactional_db: None, noise: Path) -> None:
    """Else the other tests would prove nothing."""
    reads = "import sys\nfor line in sys.stdin: print(len(open(line.strip(), 'rb').read()), flush=True)"
    with child("-c", reads) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for _ in range(2):
            before = forget(process.pid)
            process.stdin.write(f"{noise}\n")
            process.stdin.flush()
            assert process.stdout.readline().strip() == str(100 * MEGABYTE)
            assert peak(process.pid) - before > 90 * MEGABYTE


def test_fifty_megabytes_go_out_of_the_lanes(
    line: Line,
    provider: Any,
    start_process: Start,
    noise: Path,
) -> None:
    process = start_process(MEDIA_STORAGE=media())
    wait(is_heard, seconds=30)
    first = queue(line, 1, stored(line, noise, 5 * MEGABYTE, "warm.bin"))
    wait(lambda: line.state(first) == "sent", seconds=30)
    before = forget(process.pid)
    large = queue(line, 2, stored(line, noise, TRAITS.file_bytes, "large.bin"))
    wait(lambda: line.state(large) == "sent", seconds=60)
    grown = peak(process.pid) - before
    said = provider.received(line.bot, 501)[-1]
    assert said["media"][0]["size"] == TRAITS.file_bytes == 50 * MEGABYTE
    print(f"50 MB out: the lanes grew by {grown / MEGABYTE:.1f} MB")
    assert grown < GROWTH


@contextlib.contextmanager
def child(*command: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    address = urlsplit(configuration.database_url)._replace(path=f"/{connection.settings_dict['NAME']}")
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "DATABASE_URL": address.geturl(), "MEDIA_STORAGE": media(), **environment},
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


@pytest.mark.row("INB-10", "channels_hub/domain/fetching.py")
def test_twenty_megabytes_come_in_to_the_worker(line: Line, provider: Any, tmp_path: Path) -> None:
    import json

    from channels_hub.messengers import telegram as package

    def arrive(size: int) -> MediaFile:
        provider.say(line.bot, 501, file=sample("film.mkv", size=size))
        body = json.dumps(provider.pending(line.bot)[-1]).encode()
        (media_,) = package.parse(body)[0].media  # type: ignore[attr-defined]
        return line.file(
            channel=line.channel, kind="file", ref=media_.ref, name=media_.name, due_at=clock.now()
        )

    def state(file: MediaFile) -> tuple[str, int | None]:
        with project_scope(line.channel.project_id):
            row = MediaFile.objects.get(pk=file.pk)
            return row.state, row.size

    module = "tests.channels_hub.roads.fetch_process"
    project = str(line.channel.project_id)
    more = {"TELEGRAM_API_URL": provider.telegram_url, "WEPSTER_DATA": str(tmp_path)}
    with child("-m", module, project, **more) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def round_() -> None:
            process.stdin.write("go\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            assert process.stdout.readline().strip() == "1"  # type: ignore[union-attr]

        small = arrive(2 * MEGABYTE)
        round_()
        assert state(small) == (FileState.READY, 2 * MEGABYTE)
        before = forget(process.pid)
        large = arrive(TRAITS.download_bytes)
        round_()
        grown = peak(process.pid) - before
        assert state(large) == (FileState.READY, TRAITS.download_bytes)
        print(f"20 MB in: the worker grew by {grown / MEGABYTE:.1f} MB")
        assert grown < 10 * MEGABYTE


@pytest.mark.slow
def test_a_hundred_megabytes_pass_the_web_process_both_ways(
    line: Line, noise: Path, tmp_path: Path, client_of: Any, make_member: Any
) -> None:
    """Up by the composer, down by the client's link; the chat is one of the inbox."""
    from audience.models import Contact, Identity, Status
    from inbox.domain.groups import general
    from inbox.domain.taking import take
    from inbox.models import Chat, Dialog

    project = line.channel.project
    owner = make_member(project, "owner")
    with project_scope(project.pk):
        contact = Contact.objects.create(project=project, first_name="Lev", status=Status.objects.first())
        identity = Identity.objects.create(
            project=project, channel=line.channel, external_id="501", contact=contact
        )
        chat = Chat.objects.create(
            project=project,
            identity=identity,
            contact=contact,
            channel=line.channel,
            group=general(),
            state="new",
            rev=1,
        )
        dialog = Dialog.objects.create(project=project, chat=chat, group=general(), state="new")
        Chat.objects.filter(pk=chat.pk).update(dialog=dialog.pk)
        take(owner, chat.pk)
    session = client_of(owner).cookies["wepster_session"].value
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ("-m", "uvicorn", "wepster.asgi:application", "--port", str(port), "--log-level", "error")
    with child(*command, WEPSTER_DATA=str(tmp_path), DEBUG="true") as process:
        base = f"http://127.0.0.1:{port}"
        http = requests.Session()
        http.trust_env = False
        http.headers["Host"] = "localhost"
        http.cookies.set("wepster_session", session)

        def alive() -> bool:
            try:
                return http.get(f"{base}/livez", timeout=2).ok
            except requests.RequestException:
                return False

        wait(alive, seconds=40)
        page = http.get(f"{base}/p/{project.pk}/inbox/chats/{chat.pk}/", timeout=20)
        assert page.status_code == 200
        token = page.text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]

        def post(path: Path, size: int) -> int:
            """A multipart body that is itself read in pieces."""
            head = (
                f'--b\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n'
                f'--b\r\nContent-Disposition: form-data; name="file"; filename="film.bin"\r\n\r\n'
            ).encode()

            def body() -> Iterator[bytes]:
                yield head
                with path.open("rb") as file:
                    left = size
                    while left:
                        piece = file.read(min(MEGABYTE, left))
                        left -= len(piece)
                        yield piece
                yield b"\r\n--b--\r\n"

            answer = http.post(
                f"{base}/p/{project.pk}/inbox/chats/{chat.pk}/messages",
                data=body(),
                headers={"Content-Type": "multipart/form-data; boundary=b", "HX-Request": "true"},
                timeout=120,
            )
            assert answer.ok, answer.text[:3000]
            return answer.status_code

        assert post(noise, 3 * MEGABYTE) == 200
        before = forget(process.pid)
        assert post(noise, 100 * MEGABYTE) == 200
        up = peak(process.pid) - before
        with project_scope(project.pk):
            file = MediaFile.objects.order_by("id").last()
            assert file is not None
            assert file.size == 100 * MEGABYTE
            link = client_link(links.issue(file, chat.pk, 1))
        before = forget(process.pid)
        parts = urlsplit(link)
        with http.get(base + parts.path, headers={"Host": parts.netloc}, stream=True, timeout=60) as answer:
            assert answer.status_code == 200
            assert sum(len(piece) for piece in answer.iter_content(MEGABYTE)) == 100 * MEGABYTE
        down = peak(process.pid) - before
        print(f"100 MB: the web process grew by {up / MEGABYTE:.1f} MB up, {down / MEGABYTE:.1f} MB down")
        assert up < GROWTH
        assert down < GROWTH
