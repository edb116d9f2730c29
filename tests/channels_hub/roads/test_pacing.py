"""GCRA with burst 1 at 93 %, and no second above its share (ARCHITECTURE §4)."""

import dataclasses
import math
import random

from channels_hub.domain.pacing import ChatPace, Pace
from channels_hub.domain.sender import Sender
from channels_hub.messengers.telegram import TRAITS
from channels_hub.queries.deliveries import Claimed


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


def test_a_message_of_three_calls_takes_three_slots() -> None:
    pace, now, times = Pace(20), 100.0, []
    while now < 120:
        slot = pace.take(now, 3)
        late = slot
        while (pause := pace.pause(late, slot, 3)) > 0:
            late += pause
        times += [late] * 3
        now = late
    assert most_in_a_second(times) <= 20
    assert len(times) / 20 >= 0.85 * 20


def test_more_calls_than_a_second_has_room_for_leave_all_the_same() -> None:
    pace = Pace(2)
    assert [pace.pause(100, 100, 3), pace.pause(102, 102, 3)] == [0.0, 0.0]


def test_sound_and_video_have_their_own_pace_and_hold_up_no_text() -> None:
    traits = dataclasses.replace(TRAITS, rate=300.0, chat_rate=0.0, media_rate=10.0)
    sender, now = Sender(1, traits), 100.0
    sender.held_until = math.inf
    kinds = ["video", "audio", "video", "image", "", ""]
    for number, kind in enumerate(kinds):
        content = {"file": {"kind": kind}} if kind else {"text": "a"}
        sender.add(Claimed(number, 1, 1, number, number, "501", 0, content, "", 0))
    left: dict[int, float] = {}
    while sender.ready:
        for claimed in sender.due(now, 0.02):
            left[claimed.id] = sender.leave(claimed, now)
            sender.land(claimed, now, True)
        now += 0.005
    assert max(left[3], left[4], left[5]) < 100.05
    assert left[2] - left[0] >= 0.2
