"""Fixtures of the two roads: a channel on the sandbox, a second receiver, the intake and the lanes running in threads."""

import asyncio
import contextlib
import itertools
import os
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
import uvicorn
from django.db import connection, transaction
from django.test import override_settings

from channels_hub.domain import queueing
from channels_hub.domain.lanes import Lanes
from channels_hub.enums import Health, Priority
from channels_hub.messengers.vocabulary import Outgoing
from channels_hub.models import Channel, Delivery, MediaFile
from channels_hub.receivers import Received, Receiver, Settled, register
from projects.scope import project_scope
from wepster.configuration import configuration

PURPOSE = "roads"
ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Taker:
    """A second implementation of the receiver's interface: keeps what it is given, fails on texts it is told to."""

    poison: str = ""
    received: list[Received] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)

    def receive(self, channel: Channel, received: Any) -> None:
        """Kept after the commit, as rows would be."""
        for one in received:
            if self.poison and self.poison in getattr(one.inbound, "text", ""):
                raise ValueError(self.poison)
        transaction.on_commit(lambda: self.received.extend(received))

    def settle(self, outcomes: Any) -> None:
        transaction.on_commit(lambda: self.settled.extend(outcomes))

    def file_changed(self, files: Any) -> None:
        """Not of interest here."""

    def texts(self) -> list[str]:
        return [getattr(one.inbound, "text", "") for one in self.received]

    def states(self) -> list[str]:
        return [one.state for one in self.settled]


def wait(condition: Callable[[], Any], seconds: float = 15, every: float = 0.01) -> Any:
    """What the condition gave when it became true; asked seldom where asking costs what is measured."""
    until = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < until, f"not within {seconds} s"
        time.sleep(every)
    return found


@pytest.fixture
def taker() -> Taker:
    taker = Taker()
    register(PURPOSE, Receiver(taker.receive, taker.settle, taker.file_changed))
    return taker


@pytest.fixture
def provider(sandbox: Any) -> Iterator[Any]:
    """The sandbox as the provider of the settings, without faults and limits left over."""
    sandbox.clear_faults()
    sandbox.control("DELETE", "telegram/rate")
    from django.conf import settings

    with override_settings(PROVIDER_URLS={**settings.PROVIDER_URLS, **sandbox.provider_urls()}):
        yield sandbox
    sandbox.clear_faults()
    sandbox.control("DELETE", "telegram/rate")


@dataclass
class Line:
    """A channel with its bot at the provider."""

    channel: Channel
    bot: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/in/{self.channel.kind}/{self.channel.key}"

    @property
    def headers(self) -> dict[str, str]:
        return {"X-Telegram-Bot-Api-Secret-Token": self.channel.secret}

    def chat(self, client: int) -> int:
        """Our id of the chat with a client: one chat is of one channel."""
        return self.channel.pk * 100_000 + client

    def write(
        self, client: int, text: str, priority: int = Priority.REPLY, peer: str = "", **more: Any
    ) -> Delivery:
        """Queue one text in a transaction, as the floor above does."""
        with project_scope(self.channel.project_id), transaction.atomic():
            entry = next(_entries)
            parts = [Outgoing(text=text, **more)]
            return queueing.queue(
                self.channel, self.chat(client), entry, peer or str(client), f"test:{entry}", parts, priority
            )[0]

    def state(self, delivery: Delivery) -> str:
        with project_scope(self.channel.project_id):
            return Delivery.objects.get(pk=delivery.pk).state

    def fresh(self) -> Channel:
        with project_scope(self.channel.project_id):
            return Channel.objects.get(pk=self.channel.pk)

    def deliveries(self) -> list[Delivery]:
        with project_scope(self.channel.project_id):
            return list(Delivery.objects.filter(channel=self.channel).order_by("id"))

    def count(self, *states: str) -> int:
        """How many of its deliveries stand so. The lanes under test share our interpreter: ask little."""
        with project_scope(self.channel.project_id):
            return Delivery.objects.filter(channel=self.channel, state__in=states).count()

    def file(self, **facts: Any) -> MediaFile:
        with project_scope(self.channel.project_id):
            return MediaFile.objects.create(project_id=self.channel.project_id, **facts)


_entries = itertools.count(1)


@pytest.fixture
def make_line(transactional_db: None, project: Any, provider: Any, taker: Taker) -> Callable[..., Line]:
    """`make_line(clients=(), kind="telegram")`: a bot at the sandbox as a channel, whose clients have pressed Start."""

    def make(clients: Any = (), kind: str = "telegram", **facts: Any) -> Line:
        bot = provider.new_bot("Roads", kind=kind)
        for client in clients:
            provider.say(bot, client, start=True, kind=kind)
        with project_scope(project.pk):
            channel = Channel.objects.create(
                project=project,
                kind=kind,
                account=str(bot["id"]),
                name=bot["name"],
                username=bot["username"],
                token=bot["token"],
                key=secrets.token_urlsafe(24),
                secret=secrets.token_urlsafe(24),
                **{"purpose": PURPOSE, "health": Health.WAITING, **facts},
            )
        return Line(channel, bot)

    return make


@pytest.fixture
def no_receipts(transactional_db: None) -> None:
    """The table of receipts is ours, not Django's: what earlier tests stored is not flushed with the rest."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM channels_hub_receipt")
        cursor.execute("DELETE FROM channels_hub_receipt_key")


@pytest.fixture
def line(no_receipts: None, make_line: Callable[..., Line]) -> Line:
    return make_line(clients=range(501, 506))


class Running:
    """Lanes in a thread of this process."""

    def __init__(self) -> None:
        self.lanes: Any = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=asyncio.run, args=(self._work(),), daemon=True)
        self._thread.start()
        assert self._ready.wait(10)

    async def _work(self) -> None:
        self.lanes = Lanes()
        self._ready.set()
        await self.lanes.run()

    def stop(self) -> None:
        self.lanes.stop()
        self._thread.join(15)
        assert not self._thread.is_alive()


@pytest.fixture
def start_lanes(transactional_db: None) -> Iterator[Callable[[], Running]]:
    """`start_lanes()`: one more lanes process, here as a thread; all are stopped at the end."""
    running: list[Running] = []

    def start() -> Running:
        running.append(Running())
        return running[-1]

    yield start
    for one in running:
        with contextlib.suppress(RuntimeError):
            one.stop()


@pytest.fixture
def lanes(start_lanes: Callable[[], Running]) -> Running:
    return start_lanes()


@dataclass
class Web:
    """The intake alone behind uvicorn."""

    url: str
    session: requests.Session

    def post(self, line: Line, body: bytes | str, **options: Any) -> requests.Response:
        options.setdefault("headers", line.headers)
        return self.session.post(self.url + line.path, data=body, timeout=20, **options)


@pytest.fixture
def web(transactional_db: None) -> Iterator[Web]:
    from wepster.intake import Intake

    intake = Intake()

    async def application(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await intake(scope, receive, send)

    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    wait(lambda: server.started)
    port = server.servers[0].sockets[0].getsockname()[1]
    with requests.Session() as session:
        session.trust_env = False
        yield Web(f"http://127.0.0.1:{port}", session)
    server.should_exit = True
    thread.join(10)
    asyncio.run(intake.close())


def update(number: int, text: str = "hello", client: int = 501) -> str:
    """A text message as Telegram sends it."""
    import json

    who = {"id": client, "is_bot": False, "first_name": "Lev"}
    chat = {"id": client, "first_name": "Lev", "type": "private"}
    return json.dumps(
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "from": who,
                "chat": chat,
                "date": 1790100000 + number,
                "text": text,
            },
        }
    )


Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start_process(transactional_db: None, provider: Any, tmp_path: Path) -> Iterator[Start]:
    """`start_process(**environment)`: the lanes on the test's database and the sandbox."""
    started: list[subprocess.Popen[bytes]] = []
    address = urlsplit(configuration.database_url)._replace(path=f"/{connection.settings_dict['NAME']}")

    def start(**more: str) -> subprocess.Popen[bytes]:
        environment = {
            **os.environ,
            "DATABASE_URL": address.geturl(),
            "TELEGRAM_API_URL": provider.telegram_url,
            "WEPSTER_DATA": str(tmp_path),
            **more,
        }
        command = [
            sys.executable,
            "-m",
            "tests.channels_hub.roads.lanes_process",
            "worker",
            "-n",
            "lanes-test@%h",
        ]
        command += [
            "-P",
            "solo",
            "-Q",
            "lanes",
            "--without-gossip",
            "--without-mingle",
            "--without-heartbeat",
        ]
        log = (tmp_path / "lanes.log").open("ab")
        started.append(subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait(10)
