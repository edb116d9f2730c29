"""Order on the way out (ARCHITECTURE §4): what the client sees is what was written, in its order, one call at a time."""

import time
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from channels_hub.domain import queueing
from channels_hub.enums import Priority
from channels_hub.messengers.vocabulary import Outgoing, OutgoingFile
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import Line, Running, Taker, wait


def stored(line: Line, name: str, kind: str, content: bytes, mime: str) -> OutgoingFile:
    path = default_storage.save(f"roads/{name}", ContentFile(content))
    media = line.file(kind=kind, name=name, mime=mime, size=len(content), path=path, state="ready")
    return OutgoingFile(media.pk, kind, name, mime, len(content))


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 429, "retry_after": 2},
        {"status": 500},
        {"status": 502, "body": "<html>"},
        {"delay_ms": 1500},
    ],
    ids=["throttled", "5xx", "bad gateway", "slow"],
)
def test_a_text_never_overtakes_its_picture(
    line: Line, provider: Any, lanes: Running, taker: Taker, picture: Any, fault: dict[str, Any]
) -> None:
    provider.faults(bot=line.bot, method="sendPhoto", times=1, **fault)
    parts = [
        Outgoing(file=stored(line, "cup.png", "image", picture(), "image/png")),
        Outgoing(file=stored(line, "plan.txt", "file", b"plan", "text/plain")),
        Outgoing(text="see both"),
    ]
    with project_scope(line.channel.project_id), transaction.atomic():
        queueing.queue(line.channel, line.chat(501), 1, "501", "composer:1", parts)
    line.write(502, "beside")
    wait(lambda: taker.states().count("sent") == 4, seconds=30)
    assert [message["kind"] for message in provider.received(line.bot, 501)] == ["photo", "document", "text"]
    calls = provider.calls(line.bot, user=501)
    assert [call["method"] for call in calls if call["status"] == 200] == [
        "sendPhoto",
        "sendDocument",
        "sendMessage",
    ]
    assert all(before["time"] <= after["began"] for before, after in pairwise(calls))


def test_a_chat_has_one_call_in_flight_however_many_lanes(
    line: Line, provider: Any, start_lanes: Callable[[], Running], taker: Taker
) -> None:
    provider.faults(bot=line.bot, method="sendMessage", delay_ms=1300)
    start_lanes()
    start_lanes()
    for number in range(3):
        for client in range(501, 506):
            line.write(client, f"{number}", Priority.BROADCAST if number == 1 else Priority.REPLY)
    wait(lambda: len(taker.settled) == 15, seconds=40)
    spans = {}
    for client in range(501, 506):
        calls = provider.calls(line.bot, "sendMessage", user=client)
        assert [call["fields"]["text"] for call in calls] == ["0", "2", "1"]  # replies before the broadcast
        assert all(before["time"] <= after["began"] for before, after in pairwise(calls))
        spans[client] = (calls[0]["began"], calls[0]["time"])
    assert max(began for began, _ in spans.values()) < min(
        ended for _, ended in spans.values()
    )  # chats go together


def test_a_reply_leaves_at_once_through_a_broadcast_of_a_thousand(
    line: Line, provider: Any, lanes: Running, taker: Taker
) -> None:
    with project_scope(line.channel.project_id):
        for number in range(1000):
            parts, chat = [Outgoing(text="to all")], line.chat(1000 + number)
            with transaction.atomic():
                queueing.queue(
                    line.channel,
                    chat,
                    10_000 + number,
                    str(502 + number % 4),
                    f"broadcast:{number}",
                    parts,
                    Priority.BROADCAST,
                )
    wait(lambda: len(provider.calls(line.bot, "sendMessage")) >= 30)
    for number in range(3):
        written = time.time()
        line.write(2000 + number, f"answer {number}", peer="501")
        wait(lambda: len(provider.calls(line.bot, "sendMessage", user=501)) == number + 1)  # noqa: B023
        assert provider.calls(line.bot, "sendMessage", user=501)[-1]["began"] - written < 1.0
    assert {one.state for one in line.deliveries()} > {"queued"}  # the broadcast was not over
