"""Receiving by asking (CHN-3): for a service that Telegram cannot reach."""

from collections.abc import Callable
from typing import Any

import pytest

from channels_hub.enums import Health, Intake
from tests.channels_hub.roads.conftest import Line, Running, Taker, wait
from tests.channels_hub.roads.receipts import stored


@pytest.mark.row("CHN-3", code="channels_hub/domain/polling.py")
def test_messages_come_by_asking_once_each_and_in_order(
    make_line: Callable[..., Line], provider: Any, start_lanes: Callable[[], Running], taker: Taker
) -> None:
    line = make_line(intake=Intake.POLLING)
    start_lanes()
    start_lanes()
    for number in range(5):
        provider.say(line.bot, 501, text=f"asked {number}")
    wait(lambda: len(taker.received) == 5, seconds=20)
    assert taker.texts() == [f"asked {number}" for number in range(5)]
    wait(lambda: provider.pending(line.bot) == [], seconds=20)
    provider.say(line.bot, 501, text="later")
    wait(lambda: taker.texts()[-1] == "later", seconds=20)
    assert line.fresh().poll_after == stored(line.channel)[-1].event
    assert line.fresh().health == Health.OK


def test_a_revoked_token_ends_the_asking(
    make_line: Callable[..., Line], provider: Any, lanes: Running, taker: Taker
) -> None:
    line = make_line(intake=Intake.POLLING)
    provider.revoke(line.bot)
    wait(lambda: line.fresh().health == Health.TOKEN, seconds=20)
