"""Leases: what a process that dies leaves behind, and two processes on one channel (ARCHITECTURE §4)."""

import uuid
from collections.abc import Callable
from typing import Any

from django.db import connection

from channels_hub.domain import claiming, sending, settling
from channels_hub.enums import DeliveryState
from channels_hub.messengers import messenger
from channels_hub.queries.deliveries import Claimed
from tests.channels_hub.roads.conftest import Line, Running, Taker, wait


def claim(line: Line, holder: str = "", room: int = 5) -> list[Claimed]:
    return list(claiming.claim(holder or str(uuid.uuid4()), {line.channel.pk: room}, []).claimed)


def expire(table: str = "channels_hub_delivery", column: str = "lease_until") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = now() - interval '1 second' WHERE {column} IS NOT NULL"
        )


def test_a_claim_takes_one_of_each_chat_in_order(line: Line) -> None:
    wanted = [line.write(501, "a"), line.write(502, "b")]
    line.write(501, "a2")
    assert [claimed.id for claimed in claim(line)] == [delivery.pk for delivery in wanted]


def test_only_the_holder_of_the_channel_claims(line: Line) -> None:
    mine, other = str(uuid.uuid4()), str(uuid.uuid4())
    line.write(501, "a")
    line.write(502, "b")
    assert len(claim(line, mine, 1)) == 1
    assert claim(line, other) == []
    expire("channels_hub_lease", "until")
    haul = claiming.claim(other, {line.channel.pk: 5}, [])
    assert len(haul.claimed) == 1
    assert haul.held[line.channel.pk] <= 0  # the former holder's time ended a second ago: nothing to wait for


def test_a_new_holder_waits_one_window_after_the_old_one(line: Line) -> None:
    mine, other = str(uuid.uuid4()), str(uuid.uuid4())
    claim(line, mine)
    claiming.resign(mine)
    haul = claiming.claim(other, {line.channel.pk: 5}, [])
    assert 0.5 < haul.held[line.channel.pk] <= 1.0


def test_an_expired_claim_is_queued_again_and_its_old_attempt_is_void(line: Line) -> None:
    delivery = line.write(501, "a")
    (old,) = claim(line)
    expire()
    settling.give_up_lost()
    assert line.state(delivery) == "queued"
    assert claiming.start([(old, 30)]) == set()
    expire("channels_hub_lease", "until")
    (new,) = claim(line)
    assert claiming.start([(old, 30)]) == set()
    assert claiming.start([(new, 30)]) == {delivery.pk}


def test_an_expired_call_is_uncertain_and_a_late_answer_settles_it(line: Line, taker: Taker) -> None:
    delivery = line.write(501, "a")
    (claimed,) = claim(line)
    claiming.start([(claimed, 30)])
    expire()
    assert settling.give_up_lost() == 1
    assert line.state(delivery) == "uncertain"
    assert claim(line) == []
    settling.settle([sending.outcome(claimed, DeliveryState.SENT, provider_id="77")])
    assert line.state(delivery) == "sent"
    assert taker.states() == ["uncertain", "sent"]
    settling.settle([sending.outcome(claimed, DeliveryState.FAILED)])
    assert line.state(delivery) == "sent"


def test_where_the_provider_dedupes_an_expired_call_is_queued_again(
    line: Line, monkeypatch: Any, taker: Taker
) -> None:
    import dataclasses

    package = messenger("telegram")
    monkeypatch.setattr(
        package, "TRAITS", dataclasses.replace(package.TRAITS, dedupes_sends=True, dedupe_seconds=1800)
    )
    delivery, mine = line.write(501, "a"), str(uuid.uuid4())
    (claimed,) = claim(line, mine)
    claiming.start([(claimed, 30)])
    expire()
    settling.give_up_lost()
    assert line.state(delivery) == "queued"
    (again,) = claim(line, mine)
    assert (again.id, again.doubt) == (claimed.id, True)
    assert sending.may_repeat(package.TRAITS, again.age)


def test_two_lanes_on_one_channel_send_nothing_twice(
    line: Line, provider: Any, start_lanes: Callable[[], Running], taker: Taker
) -> None:
    start_lanes()
    start_lanes()
    for number in range(40):
        line.write(501 + number % 5 if number % 2 else 1000 + number, f"{number}", peer=str(501 + number % 5))
    wait(lambda: len(taker.settled) == 40, seconds=60)
    sent = [call["fields"]["text"] for call in provider.calls(line.bot, "sendMessage")]
    assert sorted(sent, key=int) == [f"{number}" for number in range(40)]


def test_lanes_that_end_in_order_leave_nothing_claimed(
    line: Line, start_lanes: Callable[[], Running], taker: Taker
) -> None:
    running = start_lanes()
    for number in range(60):
        line.write(1000 + number, f"{number}", peer="501")
    wait(lambda: len(taker.settled) >= 5)
    running.stop()
    assert {delivery.state for delivery in line.deliveries()} == {"sent", "queued"}
    start_lanes()
    wait(lambda: {delivery.state for delivery in line.deliveries()} == {"sent"}, seconds=30)
