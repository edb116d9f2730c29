"""A call in doubt where the provider knows repeats, and a channel that may not send (ARCHITECTURE §4, settle)."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from channels_hub.domain import healing, sending, settling, weighing
from channels_hub.domain.dropping import drop_queued
from channels_hub.enums import DeliveryState, Health
from channels_hub.messengers import errors, messenger
from channels_hub.models import Delivery
from channels_hub.queries.deliveries import Claimed
from common import clock
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import Line, Running, Taker, wait
from tests.channels_hub.roads.test_leases import claim

HOLDER = "5f6f3b0e-1111-4222-8333-444455556666"


@pytest.fixture
def knowing(monkeypatch: Any) -> None:
    """A messenger that knows repeats by our key for half an hour."""
    package = messenger("telegram")
    traits = dataclasses.replace(package.TRAITS, dedupes_sends=True, dedupe_seconds=1800)
    monkeypatch.setattr(package, "TRAITS", traits)


def claimed(line: Line, **facts: Any) -> Claimed:
    """One delivery, claimed."""
    line.write(501, "a")
    (one,) = claim(line, HOLDER)
    return dataclasses.replace(one, **facts)


@pytest.mark.row("INB-12", code="channels_hub/domain/sending.py")
def test_a_call_in_doubt_is_made_again_with_its_key(
    line: Line, provider: Any, knowing: None, start_lanes: Callable[[], Running], taker: Taker
) -> None:
    provider.faults(bot=line.bot, method="sendMessage", drop="after", times=2)
    delivery = line.write(501, "once")
    start_lanes()
    wait(lambda: "sent" in taker.states())
    assert len(provider.calls(line.bot, "sendMessage")) == 3
    assert taker.states() == ["queued", "queued", "sent"]
    (row,) = line.deliveries()
    assert (row.pk, row.state, row.doubt, row.error_code) == (delivery.pk, "sent", False, "")


def test_elsewhere_it_is_never_made_again(
    line: Line, provider: Any, start_lanes: Callable[[], Running], taker: Taker
) -> None:
    provider.faults(bot=line.bot, method="sendMessage", drop="after", times=1)
    line.write(501, "once")
    start_lanes()
    wait(taker.states)
    assert taker.states() == ["uncertain"]
    assert len(provider.calls(line.bot, "sendMessage")) == 1


async def refuse(*_: Any) -> Any:
    raise AssertionError("no file is opened")


@pytest.mark.parametrize(("age", "calls"), [(0.0, True), (1700.0, True), (1760.0, False), (4000.0, False)])
async def test_what_the_provider_may_have_forgotten_is_not_called(
    knowing: None, provider: Any, age: float, calls: bool
) -> None:
    package = messenger("telegram")
    one = Claimed(7, 1, 1, 1, 1, "501", 0, {"text": "a"}, "", 2, age=age, doubt=True)
    async with package.Client() as client:
        line = sending.Line(package, client, "1:token", "http://127.0.0.1:9")
        ended = await sending.send(line, one, refuse)
    assert (ended.state, ended.code) == (("queued", "unreached") if calls else ("uncertain", "forgotten"))


def test_giving_up_and_disconnecting_leave_doubt_as_doubt(line: Line, knowing: None) -> None:
    one = claimed(line, age=weighing.GIVE_UP_SECONDS, doubt=True)
    judged = sending.outcome(one, DeliveryState.QUEUED, unserved=True)
    assert weighing.weigh(one, judged, 0.0, alone=True, counts=True).state == "uncertain"
    with project_scope(line.channel.project_id), transaction.atomic():
        Delivery.objects.update(state="queued", doubt=True, first_tried_at=clock.now())
        assert drop_queued(line.channel) == 1
        assert Delivery.objects.get().state == "uncertain"


@pytest.mark.row("CHN-10", code="channels_hub/domain/sending.py")
@pytest.mark.parametrize(
    ("health", "waits"), [("off", True), ("blocked", True), ("permission", True), ("taken", False)]
)
def test_a_stopped_channel_turns_red_and_its_messages_wait(
    line: Line, taker: Taker, health: str, waits: bool
) -> None:
    one = claimed(line)
    line_state = sending.judge(one, errors.ChannelStopped("switched off", health))
    with project_scope(line.channel.project_id):
        Delivery.objects.update(state="calling")
    settling.settle([line_state])
    channel = line.fresh()
    assert (channel.health, channel.health_detail) == (health, "switched off")
    assert taker.settled[0].error_code == "stopped"
    with project_scope(channel.project_id):
        channel.blocked_until = None
        channel.save()
    assert bool(claim(line, HOLDER)) is not waits
    with project_scope(channel.project_id), transaction.atomic():
        healing.redden(channel, Health.OK)
