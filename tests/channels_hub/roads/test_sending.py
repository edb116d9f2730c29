"""The way out against the sandbox: every way in which a call can end (ARCHITECTURE §4)."""

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from channels_hub.domain import connecting, queueing
from channels_hub.enums import Health, Priority
from channels_hub.messengers.vocabulary import Outgoing, OutgoingFile
from channels_hub.queries import receipts
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import Line, Running, Taker, update, wait


def texts(provider: Any, line: Line, client: int) -> list[str]:
    return [message["text"] for message in provider.received(line.bot, client)]


@pytest.mark.row("INB-12", code="channels_hub/domain/settling.py")
def test_a_text_is_sent_and_told(line: Line, lanes: Running, provider: Any, taker: Taker) -> None:
    delivery = line.write(501, "hello")
    wait(lambda: taker.states() == ["sent"])
    (told,) = taker.settled
    (seen,) = provider.received(line.bot, 501)
    assert (seen["text"], str(seen["message_id"])) == ("hello", told.provider_id)
    assert (told.delivery, told.chat, told.entry) == (delivery.pk, line.chat(501), delivery.entry)
    assert line.state(delivery) == "sent"


def test_an_idle_sender_sends_at_once(line: Line, lanes: Running, provider: Any, taker: Taker) -> None:
    line.write(501, "first")
    wait(lambda: taker.states() == ["sent"])
    took = []
    for number in range(5):
        began = time.time()
        line.write(502 + number % 4, f"next {number}")
        wait(lambda: len(taker.settled) == number + 2)  # noqa: B023
        took.append(provider.calls(line.bot, "sendMessage")[-1]["time"] - began)
        time.sleep(0)
    assert sorted(took)[2] < 0.15, took


def test_an_intent_happens_once(line: Line, provider: Any, lanes: Running, taker: Taker) -> None:
    with project_scope(line.channel.project_id):
        made = []
        for _ in range(3):
            with transaction.atomic():
                parts = [Outgoing(text="once"), Outgoing(text="and then")]
                made.append(queueing.queue(line.channel, line.chat(501), 1, "501", "composer:1", parts))
    assert len({delivery.pk for deliveries in made for delivery in deliveries}) == 2
    wait(lambda: taker.states() == ["sent", "sent"])
    assert texts(provider, line, 501) == ["once", "and then"]


def test_a_chat_keeps_its_order_and_has_one_call_in_flight(
    line: Line, provider: Any, lanes: Running, taker: Taker
) -> None:
    provider.faults(bot=line.bot, method="sendMessage", user=501, delay_ms=1300, times=2)
    for number in range(4):
        line.write(501, f"{number}")
    line.write(502, "beside")
    wait(lambda: len(taker.settled) == 5, seconds=20)
    assert texts(provider, line, 501) == ["0", "1", "2", "3"]
    answered = [call["time"] for call in provider.calls(line.bot, "sendMessage", user=501)]
    assert answered[1] - answered[0] > 1.25  # the second left after the first was answered
    assert answered[3] - answered[2] > 1.0  # Telegram's own pace of a chat
    assert provider.calls(line.bot, "sendMessage", user=502)[0]["time"] < answered[0]


def test_a_file_goes_before_its_text(line: Line, provider: Any, lanes: Running, taker: Taker) -> None:
    path = default_storage.save("roads/plan.txt", ContentFile(b"plan"))
    media = line.file(kind="file", name="plan.txt", mime="text/plain", size=4, path=path, state="ready")
    with project_scope(line.channel.project_id), transaction.atomic():
        parts = [
            Outgoing(file=OutgoingFile(media.pk, "file", "plan.txt", "text/plain", 4)),
            Outgoing(text="see it"),
        ]
        queueing.queue(line.channel, line.chat(501), 1, "501", "composer:2", parts)
    wait(lambda: len(taker.settled) == 2, seconds=20)
    assert taker.states() == ["sent", "sent"]
    assert [message["kind"] for message in provider.received(line.bot, 501)] == ["document", "text"]


def test_a_file_that_is_gone_fails_without_a_call(
    line: Line, provider: Any, lanes: Running, taker: Taker
) -> None:
    media = line.file(
        kind="file", name="gone.txt", mime="text/plain", size=4, path="roads/gone.txt", state="ready"
    )
    with project_scope(line.channel.project_id), transaction.atomic():
        file = OutgoingFile(media.pk, "file", "gone.txt", "text/plain", 4)
        queueing.queue(line.channel, line.chat(501), 1, "501", "composer:3", [Outgoing(file=file)])
    wait(lambda: taker.states() == ["failed"])
    assert taker.settled[0].error_code == "file"
    assert provider.calls(line.bot, "sendDocument") == []


def test_a_reply_overtakes_a_broadcast(
    line: Line, provider: Any, start_lanes: Callable[[], Running], taker: Taker
) -> None:
    for client in (501, 502, 503, 504):
        line.write(client, "to all", Priority.BROADCAST)
    line.write(504, "answer")
    start_lanes()
    wait(lambda: len(taker.settled) == 5)
    calls = provider.calls(line.bot, "sendMessage")
    assert calls[0]["fields"]["text"] == "answer"
    assert texts(provider, line, 504) == ["answer", "to all"]


@pytest.mark.parametrize(
    ("fault", "state", "code"),
    [
        ({"status": 403, "error": "Forbidden: bot was blocked by the user"}, "failed", "blocked"),
        ({"status": 400, "error": "Bad Request: message is too long"}, "failed", "too_long"),
        ({"status": 400, "error": "Bad Request: can't parse entities"}, "failed", "markup"),
        ({"drop": "after"}, "uncertain", "cut"),
        ({"status": 200, "body": "<html>captive portal</html>"}, "uncertain", "garbled"),
    ],
)
def test_what_an_error_means(
    line: Line, provider: Any, lanes: Running, taker: Taker, fault: dict[str, Any], state: str, code: str
) -> None:
    provider.faults(bot=line.bot, method="sendMessage", times=1, **fault)
    delivery = line.write(501, "hello")
    wait(lambda: taker.states() == [state])
    assert (taker.settled[0].error_code, line.state(delivery)) == (code, state)
    line.write(502, "next")
    wait(lambda: len(taker.settled) == 2)
    assert len(provider.calls(line.bot, "sendMessage", user=501)) == 1


def test_uncertain_is_never_resent_until_a_person_says_so(
    line: Line, provider: Any, lanes: Running, taker: Taker
) -> None:
    provider.faults(bot=line.bot, method="sendMessage", times=1, drop="after")
    delivery = line.write(501, "perhaps")
    wait(lambda: taker.states() == ["uncertain"])
    line.write(501, "later")
    wait(lambda: len(taker.settled) == 2)
    assert texts(provider, line, 501) == ["perhaps", "later"]
    with project_scope(line.channel.project_id), transaction.atomic():
        assert queueing.again(delivery.entry) == 1
        assert queueing.again(delivery.entry) == 0
    wait(lambda: line.state(delivery) == "sent")
    assert texts(provider, line, 501) == ["perhaps", "later", "perhaps"]


def test_a_passing_error_is_repeated_later(line: Line, provider: Any, lanes: Running, taker: Taker) -> None:
    provider.faults(bot=line.bot, method="sendMessage", times=1, status=502, body="<html>bad gateway</html>")
    delivery = line.write(501, "hello")
    wait(lambda: line.deliveries()[0].tries == 1)
    assert line.state(delivery) == "queued"
    wait(lambda: line.state(delivery) == "sent", seconds=20)
    wait(lambda: taker.states() == ["queued", "sent"])
    assert texts(provider, line, 501) == ["hello"]


def test_429_silences_that_bot_alone(
    make_line: Callable[..., Line], provider: Any, lanes: Running, taker: Taker
) -> None:
    loud, calm = make_line(clients=[501, 502]), make_line(clients=[501])
    provider.faults(bot=loud.bot, method="sendMessage", times=1, status=429, retry_after=2)
    loud.write(501, "a")
    wait(lambda: loud.fresh().blocked_until)
    refused = provider.calls(loud.bot, "sendMessage")[0]["time"]
    loud.write(502, "b")
    calm.write(501, "c")
    wait(lambda: texts(provider, calm, 501) == ["c"], seconds=2)
    wait(lambda: texts(provider, loud, 501) == ["a"] and texts(provider, loud, 502) == ["b"])
    calls = provider.calls(loud.bot, "sendMessage")
    assert all(call["time"] - refused >= 2 for call in calls[1:])
    wait(lambda: taker.states() == ["sent"] * 3)


@pytest.mark.row("CHN-10", code="channels_hub/domain/healing.py")
def test_a_revoked_token_turns_the_channel_red_and_burns_nothing(
    line: Line, provider: Any, lanes: Running, taker: Taker
) -> None:
    provider.revoke(line.bot)
    deliveries = [line.write(client, "hello") for client in (501, 502, 503)]
    wait(lambda: line.fresh().health == Health.TOKEN)
    wait(lambda: all(line.state(delivery) == "queued" for delivery in deliveries))
    seen = len(provider.calls(line.bot, "sendMessage"))
    assert seen <= 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM projects_act WHERE what = 'channel.red'")
        assert cursor.fetchone()[0] == 1


@pytest.mark.row("CHN-10", code="channels_hub/domain/connecting.py")
def test_what_waited_leaves_after_a_new_key_and_traffic_turns_it_green(
    line: Line, provider: Any, lanes: Running, taker: Taker, project: Any
) -> None:
    provider.revoke(line.bot)
    delivery = line.write(501, "hello")
    wait(lambda: line.fresh().health == Health.TOKEN)
    assert line.state(delivery) == "queued"
    token = provider.reissue(line.bot)["token"]
    with project_scope(project.pk):
        connecting.connect(project, "telegram", token)
    assert line.fresh().health == Health.WAITING
    wait(lambda: line.state(delivery) == "sent")
    assert texts(provider, line, 501) == ["hello"]
    with connection.cursor() as cursor:
        receipts.store(cursor, [receipts.Row(project.pk, line.channel.pk, "8", "501", update(8).encode())])
    wait(lambda: line.fresh().health == Health.OK)


def test_nobody_listening_is_repeated_not_uncertain(
    line: Line, lanes: Running, taker: Taker, settings: Any
) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.PROVIDER_URLS = {
            **settings.PROVIDER_URLS,
            "telegram": f"http://127.0.0.1:{closed.getsockname()[1]}",
        }
        delivery = line.write(501, "hello")
        wait(lambda: taker.states() == ["queued"])
    assert line.state(delivery) == "queued"


def test_a_hanging_provider_slows_no_other_channel(
    make_line: Callable[..., Line], provider: Any, lanes: Running, taker: Taker
) -> None:
    hanging, good = make_line(clients=range(501, 521)), make_line(clients=range(501, 521))
    provider.faults(bot=hanging.bot, method="sendMessage", delay_ms=8000)
    for client in range(501, 521):
        hanging.write(client, "slow")
        good.write(client, "fast")
    wait(lambda: sum(len(texts(provider, good, client)) for client in range(501, 521)) == 20, seconds=6)
    provider.clear_faults()


def test_a_broken_receiver_does_not_lose_what_was_sent(
    line: Line, provider: Any, lanes: Running, taker: Taker
) -> None:
    def fail(outcomes: Any) -> None:
        raise ValueError("not today")

    from channels_hub.receivers import Receiver, register

    register("roads", Receiver(taker.receive, fail, taker.file_changed))
    delivery = line.write(501, "hello")
    wait(lambda: line.state(delivery) == "sent")
