"""A provider that is down for an hour costs no message (ARCHITECTURE §4): the channel pauses, one call at a time tries it."""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from channels_hub.domain import sending
from channels_hub.messengers.telegram import transport
from common import clock
from tests.channels_hub.roads.conftest import Line, Running, Taker, wait
from tests.channels_hub.roads.test_rates import flood

MESSAGES = 40


@pytest.fixture
def moving() -> Iterator[Any]:
    """`moving(seconds)`: business time goes so far on; put right at the end."""
    ahead = timedelta()

    def move(seconds: float) -> None:
        nonlocal ahead
        ahead += timedelta(seconds=seconds)
        clock.move(ahead)

    yield move
    clock.move(timedelta())


def is_silent(line: Line) -> bool:
    until = line.fresh().blocked_until
    return until is not None and until > clock.now()


def spend_an_hour(line: Line, moving: Any) -> None:
    """Each pause is over at once; the channel tries and pauses again."""
    began = clock.now()
    while clock.now() - began < timedelta(hours=1):
        wait(lambda: is_silent(line), seconds=30)
        moving(300)
    wait(lambda: is_silent(line), seconds=30)


def states(line: Line) -> set[str]:
    return {one.state for one in line.deliveries()}


@pytest.mark.parametrize(
    "fault", [{"status": 502, "body": "<html>Bad Gateway</html>"}, {"status": 500}], ids=["page", "api"]
)
def test_an_hour_of_5xx_burns_nothing(
    line: Line, provider: Any, lanes: Running, taker: Taker, moving: Any, fault: dict[str, Any]
) -> None:
    provider.faults(bot=line.bot, **fault)
    flood(line, MESSAGES)
    spend_an_hour(line, moving)
    assert states(line) <= {"queued", "claimed"}
    assert max(one.tries for one in line.deliveries()) <= 2
    tried = len(provider.calls(line.bot, "sendMessage"))
    assert tried <= 12, "a sign of life is waited for before a message is risked"
    assert len(provider.calls(line.bot, "getMe")) >= 10
    provider.clear_faults()
    moving(61)
    wait(lambda: states(line) == {"sent"}, seconds=30)
    texts = [call["fields"]["text"] for call in provider.calls(line.bot, "sendMessage", after=0)][tried:]
    assert sorted(texts, key=int) == [f"{number}" for number in range(MESSAGES)]


def test_an_hour_of_silence_makes_few_uncertain(
    line: Line,
    provider: Any,
    lanes: Running,
    taker: Taker,
    moving: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(transport, "ANSWER", 0.5)  # the same deadlines, sooner
    monkeypatch.setattr(sending, "REACH_SECONDS", 0.4)
    provider.faults(bot=line.bot, delay_ms=5000)
    flood(line, MESSAGES * 3)
    spend_an_hour(line, moving)
    hung = sum(one.state == "uncertain" for one in line.deliveries())
    assert hung <= 30, "what had left in the first second"
    assert states(line) <= {"queued", "claimed", "uncertain"}
    provider.clear_faults()
    moving(61)
    wait(lambda: states(line) == {"sent", "uncertain"}, seconds=30)
    assert sum(one.state == "uncertain" for one in line.deliveries()) == hung
    calls = provider.calls(line.bot, "sendMessage")
    assert len({call["fields"]["text"] for call in calls}) == len(calls)


def test_a_message_that_the_provider_cannot_stand_holds_up_no_other(
    line: Line, provider: Any, lanes: Running, taker: Taker
) -> None:
    provider.faults(bot=line.bot, method="sendMessage", user=501, status=500)
    poison = line.write(501, "poison")
    wait(lambda: len(provider.calls(line.bot, "sendMessage", user=501)) >= 3, seconds=30)
    began = time.time()
    line.write(502, "good")
    wait(lambda: provider.received(line.bot, 502))
    assert provider.calls(line.bot, "sendMessage", user=502)[0]["began"] - began < 1.0
    assert line.state(poison) in ("queued", "claimed", "calling")
    assert line.fresh().blocked_until is None


def test_what_waits_for_hours_fails_in_the_end(
    line: Line, provider: Any, lanes: Running, taker: Taker, moving: Any
) -> None:
    provider.faults(bot=line.bot, status=500)
    delivery = line.write(501, "hello")
    wait(lambda: taker.states() == ["queued"])
    moving(5 * 3600)
    wait(lambda: len(taker.settled) == 2)
    assert line.state(delivery) == "queued"
    moving(3600)
    wait(lambda: line.state(delivery) == "failed")
    assert taker.settled[-1].error_code == "retry"
