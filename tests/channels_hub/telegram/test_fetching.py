"""Clients' files and portraits come in the background (ARCHITECTURE §3, media)."""

import asyncio
import datetime
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.test import Client

from channels_hub import shelving
from channels_hub.domain import fetching, links
from channels_hub.domain.connecting import connect
from channels_hub.domain.opening import open_stored
from channels_hub.enums import FileState, FileTrouble, Purpose
from channels_hub.messengers import telegram as package
from channels_hub.messengers.vocabulary import Outgoing, OutgoingFile
from channels_hub.models import Channel, MediaFile
from channels_hub.receivers import Receiver, receiver, register
from common import clock
from tests.channels_hub.storage import far_away, full_disk
from tests.sandbox_process import file as sample

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[int]]:
    """Ids of the files that the floor above was told of."""
    ids: list[int] = []
    before = receiver(Purpose.CLIENTS)
    register(
        Purpose.CLIENTS,
        Receiver(before.receive, before.settled, lambda rows: ids.extend(row.pk for row in rows)),
    )
    yield ids
    register(Purpose.CLIENTS, before)


@pytest.fixture
def bot(telegram: Any) -> Any:
    return telegram.new_bot("Обжиг")


@pytest.fixture
def channel(telegram: Any, bot: Any, project: Any, in_project: Any) -> Channel:
    with in_project(project):
        made = connect(project, "telegram", bot["token"])
        MediaFile.objects.all().delete()
        return made


@pytest.fixture
def arrive(telegram: Any, bot: Any, channel: Channel, in_project: Any) -> Callable[..., MediaFile]:
    """A client sends something; its row as the inbox makes it."""

    def act(**said: Any) -> MediaFile:
        telegram.say(bot, 501, **said)
        body = json.dumps(telegram.pending(bot)[-1]).encode()
        (media,) = package.parse(body)[0].media  # type: ignore[attr-defined]
        with in_project(channel.project):
            return MediaFile.objects.create(
                project=channel.project,
                channel=channel,
                kind=media.kind,
                ref=media.ref,
                name=media.name,
                mime=media.mime,
                size=media.size,
            )

    return act


def run(channel: Channel, row: MediaFile, in_project: Any) -> MediaFile:
    fetching.fetch_due(channel.project_id)
    with in_project(channel.project):
        return MediaFile.objects.get(pk=row.pk)


@pytest.mark.row("INB-10", "channels_hub/domain/fetching.py")
def test_a_photo_is_fetched_drawn_anew_and_told(
    arrive: Any, channel: Channel, picture: Any, in_project: Any, told: list[int]
) -> None:
    row = run(channel, arrive(image=sample("a.png", picture("PNG", (800, 400)))), in_project)
    assert (row.state, row.kind, row.width, row.height) == (FileState.READY, "image", 800, 400)
    assert default_storage.exists(row.path)
    assert default_storage.exists(row.preview)
    assert told == [row.pk]


@pytest.mark.row("INB-10", "channels_hub/domain/fetching.py")
@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ({"file": sample("резюме.pdf")}, "file"),
        ({"voice": sample("a.ogg")}, "voice"),
        ({"video": sample("a.mp4")}, "video"),
    ],
)
def test_other_files_are_fetched_as_they_are(
    arrive: Any, channel: Channel, in_project: Any, said: Any, kind: str
) -> None:
    row = run(channel, arrive(**said), in_project)
    assert (row.state, row.kind, row.size) == (FileState.READY, kind, 1000)


def test_what_is_no_picture_is_for_download_only(arrive: Any, channel: Channel, in_project: Any) -> None:
    row = run(channel, arrive(image=sample("a.jpg", b"<html><script>alert(1)</script>" * 9)), in_project)
    assert (row.state, row.kind, row.mime, row.preview) == (
        FileState.READY,
        "file",
        "application/octet-stream",
        "",
    )


def test_a_file_above_the_messengers_limit_is_named_with_its_size(
    arrive: Any, channel: Channel, in_project: Any
) -> None:
    row = arrive(file=sample("a.zip"))
    with in_project(channel.project):
        MediaFile.objects.update(size=30 * 1024 * 1024)
    row = run(channel, row, in_project)
    assert (row.state, row.size, row.path) == (FileState.TOO_LARGE, 30 * 1024 * 1024, "")


def test_passing_trouble_is_tried_again_later(
    telegram: Any, bot: Any, arrive: Any, channel: Channel, in_project: Any, told: list[int]
) -> None:
    row = arrive(file=sample("a.zip"))
    telegram.faults(bot=bot, method="getFile", status=500, times=1)
    row = run(channel, row, in_project)
    assert (row.state, row.tries) == (FileState.REMOTE, 1)
    assert row.due_at > clock.now()
    assert told == []
    with in_project(channel.project):
        MediaFile.objects.update(due_at=clock.now())
    assert run(channel, row, in_project).state == FileState.READY


def test_a_file_that_is_gone_has_failed_and_can_be_tried_by_hand(
    telegram: Any, bot: Any, arrive: Any, channel: Channel, in_project: Any, told: list[int]
) -> None:
    row = arrive(file=sample("a.zip"))
    telegram.faults(bot=bot, method="getFile", status=400, error="Bad Request: wrong file_id", times=1)
    row = run(channel, row, in_project)
    assert (row.state, row.trouble) == (FileState.FAILED, FileTrouble.GONE)
    assert told == [row.pk]
    with in_project(channel.project):
        assert fetching.again(row.pk)
        assert not fetching.again(row.pk)
    assert run(channel, row, in_project).state == FileState.READY


@pytest.mark.row("CARD-1", "channels_hub/domain/fetching.py")
def test_a_portrait_is_wanted_once_and_looked_for_daily(
    telegram: Any, bot: Any, channel: Channel, in_project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.say(bot, {"id": 501, "name": "Лев"}, text="привет")
    with in_project(channel.project):
        row = fetching.want_avatar(channel, "501")
        assert fetching.want_avatar(channel, "501").pk == row.pk
    first = run(channel, row, in_project)
    assert (first.state, first.kind) == (FileState.READY, "avatar")
    assert first.path
    calls = len(telegram.calls(bot, "getUserProfilePhotos"))
    with in_project(channel.project):
        assert fetching.want_avatar(channel, "501").state == FileState.READY
    later = clock.now() + datetime.timedelta(days=1, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    with in_project(channel.project):
        fetching.want_avatar(channel, "501")
    again = run(channel, row, in_project)
    assert len(telegram.calls(bot, "getUserProfilePhotos")) == calls + 1
    assert (again.state, again.path) == (FileState.READY, first.path), "unchanged, so not fetched anew"


@pytest.fixture(autouse=True)
def own_scratches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests and processes of the machine fetch files, too."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def scratches() -> set[str]:
    return {path.name for path in Path(tempfile.gettempdir()).glob(f"{shelving.SCRATCH}*")}


def on_shelf() -> set[str]:
    root = Path(settings.STORAGES["default"]["OPTIONS"]["location"])
    return {str(path) for path in root.rglob("*") if path.is_file()}


BROKEN = [
    ({"drop": "before", "times": 2}, "a reset instead of an answer, and of the library's own second try"),
    ({"drop": "after"}, "a reset in the middle"),
    ({"status": 502}, "a gateway in trouble"),
    ({"body": "half a film"}, "fewer bytes than were promised"),
    ({"drip_ms": 200}, "bytes that come too slowly to ever end"),
]


@pytest.mark.row("INB-10", "channels_hub/domain/fetching.py")
@pytest.mark.parametrize("fault", [fault for fault, _ in BROKEN], ids=[name for _, name in BROKEN])
def test_a_broken_download_is_tried_again_and_leaves_nothing_behind(
    telegram: Any,
    bot: Any,
    arrive: Any,
    channel: Channel,
    in_project: Any,
    monkeypatch: pytest.MonkeyPatch,
    fault: dict[str, Any],
) -> None:
    monkeypatch.setattr(fetching, "DEADLINE", 1.5)
    row = arrive(file=sample("film.mkv", os.urandom(200_000)))
    telegram.faults(**{"bot": bot, "method": "download", "times": 1, **fault})
    kept, temporary = on_shelf(), scratches()
    began = time.monotonic()
    row = run(channel, row, in_project)
    assert time.monotonic() - began < 4, "a slow drip is cut"
    assert (row.state, row.tries, row.path) == (FileState.REMOTE, 1, "")
    assert row.due_at > clock.now()
    assert (on_shelf(), scratches()) == (kept, temporary)
    telegram.clear_faults()
    with in_project(channel.project):
        MediaFile.objects.update(due_at=clock.now())
    row = run(channel, row, in_project)
    assert (row.state, row.size) == (FileState.READY, 200_000)
    assert scratches() == temporary


@pytest.mark.row("INB-10", "channels_hub/domain/fetching.py")
def test_each_pause_is_longer_and_the_last_try_says_so(
    telegram: Any, bot: Any, arrive: Any, channel: Channel, in_project: Any, told: list[int]
) -> None:
    row = arrive(file=sample("a.zip"))
    telegram.faults(bot=bot, method="download", drop="after")
    pauses = []
    for _ in range(fetching.MOST_TRIES - 1):
        row = run(channel, row, in_project)
        pauses.append((row.due_at - clock.now()).total_seconds())
        with in_project(channel.project):
            MediaFile.objects.update(due_at=clock.now())
    assert row.state == FileState.REMOTE
    assert pauses == sorted(pauses)
    assert pauses[0] > 5
    assert pauses[-1] > 500
    assert told == []
    row = run(channel, row, in_project)
    assert (row.state, row.trouble) == (FileState.FAILED, FileTrouble.SILENT)
    assert told == [row.pk]
    telegram.clear_faults()
    with in_project(channel.project):
        assert fetching.again(row.pk)
    row = run(channel, row, in_project)
    assert (row.state, row.trouble) == (FileState.READY, "")


def test_a_file_of_a_disconnected_channel_says_so(arrive: Any, channel: Channel, in_project: Any) -> None:
    row = arrive(file=sample("a.zip"))
    with in_project(channel.project):
        Channel.objects.update(connected=False)
    row = run(channel, row, in_project)
    assert (row.state, row.trouble) == (FileState.FAILED, FileTrouble.CHANNEL)


@pytest.mark.row("INB-10", "channels_hub/domain/fetching.py")
def test_a_full_disk_is_waited_for_and_said(
    arrive: Any, channel: Channel, in_project: Any, told: list[int]
) -> None:
    row = arrive(file=sample("a.zip"))
    kept, temporary = on_shelf(), scratches()
    with full_disk():
        for _ in range(2):
            row = run(channel, row, in_project)
            assert (row.state, row.trouble, row.tries) == (FileState.REMOTE, FileTrouble.DISK, 0)
            assert row.due_at > clock.now()
            with in_project(channel.project):
                MediaFile.objects.update(due_at=clock.now())
    assert told == [row.pk], "said once"
    assert (on_shelf(), scratches()) == (kept, temporary)
    row = run(channel, row, in_project)
    assert (row.state, row.trouble) == (FileState.READY, "")


def test_a_hanging_bot_holds_up_nobody_elses_files(
    telegram: Any, bot: Any, arrive: Any, channel: Channel, project: Any, in_project: Any
) -> None:
    """Six files hang at one bot; the other's is here while they still do."""
    hanging = [arrive(file=sample(f"{n}.zip")) for n in range(6)]
    telegram.faults(bot=bot, method="getFile", delay_ms=4000)
    other_bot = telegram.new_bot("Other")
    with in_project(project):
        other = connect(project, "telegram", other_bot["token"])
        MediaFile.objects.filter(kind="avatar").delete()
    telegram.say(other_bot, 502, file=sample("b.zip"))
    body = json.dumps(telegram.pending(other_bot)[-1]).encode()
    (media,) = package.parse(body)[0].media  # type: ignore[attr-defined]
    with in_project(project):
        row = MediaFile.objects.create(
            project=project, channel=other, kind="file", ref=media.ref, name="b.zip"
        )
    ready: list[float] = []
    began = time.monotonic()
    before = receiver(Purpose.CLIENTS)
    register(
        Purpose.CLIENTS,
        Receiver(
            before.receive,
            before.settled,
            lambda rows: ready.extend(time.monotonic() - began for one in rows if one.pk == row.pk),
        ),
    )
    try:
        assert fetching.fetch_due(project.pk, 1.0) >= 2
    finally:
        register(Purpose.CLIENTS, before)
    assert ready
    assert ready[0] < 3
    with in_project(project):
        assert MediaFile.objects.get(pk=row.pk).state == FileState.READY
        tried = MediaFile.objects.filter(pk__in=[one.pk for one in hanging], tries__gt=0).count()
    assert tried == fetching.OF_ONE_CHANNEL, "few of one bot at once"


def test_another_storage_serves_as_well(
    telegram: Any, bot: Any, arrive: Any, channel: Channel, in_project: Any
) -> None:
    """Files go through Django's storage alone: one without a disk takes and gives the same bytes, in, out and by link."""
    content = os.urandom(300_000)
    with far_away():
        row = run(channel, arrive(file=sample("a.zip", content)), in_project)
        assert (row.state, row.size) == (FileState.READY, 300_000)
        with in_project(channel.project):
            token = links.issue(row, 1, 1).token
        host = urlsplit(settings.FILES_URL).netloc
        answer = Client().get(f"/f/c/{token}", headers={"Host": host, "Range": "bytes=10-19"})
        assert (answer.status_code, b"".join(answer.streaming_content)) == (206, content[10:20])
        outgoing = Outgoing(file=OutgoingFile(row.pk, "file", "back.zip", "application/zip", 300_000))

        async def send(opened: Any) -> None:
            async with package.Client() as client:
                await package.send(client, bot["token"], telegram.telegram_url, "501", outgoing, opened)

        with open_stored(channel.project_id, row.pk) as opened:
            asyncio.run(send(opened))
        assert telegram.received(bot, 501)[-1]["media"][0]["size"] == 300_000
        shelving.drop(row.path)
        with pytest.raises(FileNotFoundError):
            open_stored(channel.project_id, row.pk)
        assert Client().get(f"/f/c/{token}", headers={"Host": host}).status_code == 404
