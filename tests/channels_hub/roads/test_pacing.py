"""GCRA with burst 1 at 93 %, and no second above its share (ARCHITECTURE §4)."""

import random

from channels_hub.domain.pacing import ChatPace, Pace


def most_in_a_second(times: list[float]) -> int:
    return max(sum(1 for other in times if at <= other < at + 1) for at in times)


def test_a_flood_stays_under_the_rate_and_uses_it() -> None:
    pace, now, times = Pace(30), 100.0, []
    chance = random.Random(5)
    while now < 120:
        slot = pace.take(now)
        times.append(slot)
        now = slot + chance.random() * 0.004
    assert most_in_a_second(times) <= 28
    assert len(times) / 20 >= 0.9 * 30


def test_the_first_call_after_a_rest_leaves_at_once_and_rest_saves_nothing_up() -> None:
    pace = Pace(30)
    assert pace.take(50) == 50
    assert pace.take(50) > 50.025
    assert pace.take(60) == 60
    assert pace.take(60) > 60.025


def test_a_stall_of_the_machine_is_made_good_for_only_as_far_as_the_second_has_room() -> None:
    pace, now, times = Pace(30), 100.0, []
    chance = random.Random(5)
    while now < 160:
        slot = pace.take(now)
        late = slot + (chance.random() * 0.12 if chance.random() < 0.2 else 0.001)
        while (pause := pace.pause(late, slot)) > 0:
            late += pause
        times.append(late)
        now = max(now, slot) + 0.001
    assert most_in_a_second(sorted(times)) <= 28
    assert len(times) / 60 >= 0.9 * 30


def test_being_late_by_a_slot_costs_none() -> None:
    pace, now, times = Pace(30), 100.0, []
    chance = random.Random(5)
    while now < 160:
        now = pace.take(now) + chance.random() * 0.03
        times.append(now)
    assert len(times) / 60 >= 0.9 * 30


def test_a_new_holder_waits() -> None:
    pace = Pace(30)
    pace.hold(51)
    assert pace.take(50) == 51


def test_a_chat_rests_after_a_call() -> None:
    chats = ChatPace(1)
    chats.note(7, 10.0)
    assert list(chats.resting(11.0)) == [7]
    assert not chats.resting(11.1)
    none = ChatPace(0)
    none.note(7, 10.0)
    assert not none.resting(10.0)
