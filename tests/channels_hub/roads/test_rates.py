"""A flood of one bot: never above the provider's limit, and nearly all of it used (ARCHITECTURE §4)."""

from typing import Any

from channels_hub.enums import Priority
from tests.channels_hub.roads.conftest import Line, Running, Taker, wait

RATE = 30
MESSAGES = 150


def test_a_flood_keeps_the_rate_and_uses_it(line: Line, provider: Any, lanes: Running, taker: Taker) -> None:
    provider.rate(per_second=RATE)
    for number in range(MESSAGES):
        line.write(1000 + number, "flood", Priority.BROADCAST, peer=str(501 + number % 5))
    wait(lambda: len(taker.settled) == MESSAGES, seconds=30)
    assert taker.states() == ["sent"] * MESSAGES
    seen = provider.rate()["bots"][str(line.bot["id"])]
    assert seen["refused"] == 0
    assert seen["highest"] <= RATE
    times = [call["time"] for call in provider.calls(line.bot, "sendMessage")]
    assert (MESSAGES - 1) / (times[-1] - times[0]) >= 0.9 * RATE
