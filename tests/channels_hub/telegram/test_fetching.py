"""Clients' files and portraits come in the background (ARCHITECTURE §3, media)."""

import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage

from channels_hub.domain import fetching
from channels_hub.domain.connecting import connect
from channels_hub.enums import FileState, Purpose
from channels_hub.messengers import telegram as package
from channels_hub.models import Channel, MediaFile
from channels_hub.receivers import Receiver, receiver, register
from common import clock
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
        import json

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
    assert row.state == FileState.FAILED
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
