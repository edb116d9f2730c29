"""When a channel pauses and what that costs a message. Pure Python."""

import pytest

from channels_hub.domain import sending
from channels_hub.domain.pausing import LONGEST_PAUSE, Outage
from channels_hub.domain.sender import HANGING_SECONDS, UNHEARD, Sender
from channels_hub.domain.weighing import GIVE_UP_SECONDS, MOST_TRIES, weigh
from channels_hub.messengers import errors
from channels_hub.messengers.telegram import TRAITS
from channels_hub.queries.deliveries import Claimed, Outcome


def claimed(**facts: object) -> Claimed:
    plain = {"id": 1, "project": 1, "channel": 1, "chat": 7, "entry": 1, "peer": "501", "priority": 0}
    return Claimed(**{**plain, "content": {}, "attempt": "a", "tries": 0, **facts})  # type: ignore[arg-type]


def unserved(one: Claimed) -> Outcome:
    return sending.judge(one, errors.Retry("HTTP 502"))


def test_a_few_failures_of_several_chats_begin_an_outage_and_pauses_grow_to_a_minute() -> None:
    outage, now, pauses = Outage(), 100.0, []
    assert [outage.failed(chat, now, now) for chat in (1, 2)] == [0.0, 0.0]
    assert not outage.is_on
    for chat in range(3, 12):
        now += 1
        pauses.append(outage.failed(chat, now, now))
    assert pauses == [1, 2, 4, 8, 16, 32, LONGEST_PAUSE, LONGEST_PAUSE, LONGEST_PAUSE]
    assert outage.is_on
    assert outage.answered()
    assert not outage.is_on
    assert not outage.answered()


def test_those_that_left_together_count_as_one_failure_of_the_provider() -> None:
    outage = Outage()
    for chat in (1, 2, 3):
        pause = outage.failed(chat, 100.0, 110.0)
    assert pause == 1.0
    assert [outage.failed(chat, 101.0, 111.0) for chat in range(4, 44)] == [0.0] * 40
    assert outage.failed(50, 112.0, 122.0) == 2.0


def test_one_chat_does_not_speak_of_the_channel() -> None:
    outage, now = Outage(), 0.0
    for _ in range(20):
        now += 1
        outage.failed(1, now, now)
    assert outage.is_of_one
    assert not outage.is_on


@pytest.mark.parametrize(
    ("tries", "age", "counts", "state"),
    [
        (MOST_TRIES - 2, 100, True, "queued"),
        (MOST_TRIES - 1, 100, True, "failed"),
        (MOST_TRIES + 5, 3600, False, "queued"),
        (0, GIVE_UP_SECONDS - 1, False, "queued"),
        (0, GIVE_UP_SECONDS, False, "failed"),
    ],
)
def test_a_message_fails_by_its_own_tries_or_after_hours(
    tries: int, age: float, counts: bool, state: str
) -> None:
    one = claimed(tries=tries, age=age)
    assert weigh(one, unserved(one), 60.0, alone=False, counts=counts).state == state


def test_in_an_outage_a_try_does_not_count_and_the_others_come_first() -> None:
    one = claimed()
    judged = weigh(one, unserved(one), 60.0, alone=False, counts=False)
    assert (judged.tried, judged.silence, judged.after) == (0, 60.0, 180.0)
    judged = weigh(one, unserved(one), 60.0, alone=True, counts=False)
    assert (judged.tried, judged.silence, judged.after) == (0, 0.0, 60.0)
    assert weigh(one, unserved(one), 0.0, alone=True, counts=True).tried == 1


def test_what_is_uncertain_stays_so() -> None:
    one = claimed(age=GIVE_UP_SECONDS)
    judged = weigh(one, sending.judge(one, errors.Unknown("", code="silent")), 4.0, alone=False, counts=False)
    assert (judged.state, judged.silence) == ("uncertain", 4.0)


def ready(count: int) -> Sender:
    """A sender that may call, with deliveries of so many chats claimed."""
    sender = Sender(1, TRAITS)
    sender.held_until = 1e9
    for number in range(count):
        sender.add(claimed(id=number, chat=number))
    return sender


def test_in_a_crowd_a_channel_has_few_calls_under_way() -> None:
    sender = ready(9)
    begun = sender.due(100.0, within=5.0, most=4)
    assert len(begun) == 4
    assert sender.due(100.0, within=5.0, most=4) == []
    assert sender.next_due(100.0, within=5.0, most=4) is None  # nothing to look for until one ends
    sender.leave(begun[0], 100.0)
    sender.land(begun[0], 100.1, served=True)
    assert len(sender.due(100.1, within=5.0, most=4)) == 1


def test_a_provider_that_was_not_heard_gets_few_calls_until_it_is() -> None:
    sender = ready(20)
    asked = sender.due(100.0, within=5.0)
    assert len(asked) == UNHEARD
    assert sender.next_due(100.0, within=5.0) is None
    for one in asked:
        sender.leave(one, 100.0)
    sender.land(asked[0], 100.2, served=True)
    assert sender.next_due(100.2, within=5.0) is not None
    assert len(sender.due(100.2, within=5.0)) == 20 - UNHEARD


def test_in_an_outage_one_call_at_a_time_tries_the_provider() -> None:
    sender = ready(9)
    for chat in (1, 2, 3):
        sender.outage.failed(chat, 100.0, 100.0)
    (only,) = sender.due(101.0, within=5.0)
    assert sender.next_due(101.0, within=5.0) is None
    sender.leave(only, 101.0)
    assert sender.due(101.5, within=5.0) == []
    sender.land(only, 102.0, served=False)
    assert len(sender.due(102.0, within=5.0)) == 1


def test_a_channel_that_hears_nothing_calls_no_more_until_it_does() -> None:
    sender = ready(9)
    first, second = sender.due(100.0, within=0.05)[:2]
    for one in (first, second):
        sender.leave(one, 100.0)
    assert sender.due(100.0 + HANGING_SECONDS, within=0.05) != []
    assert sender.due(100.1 + HANGING_SECONDS, within=0.05) == []
    assert sender.next_due(100.1 + HANGING_SECONDS, within=0.05) is None
    sender.land(first, 103.0, served=True)
    assert sender.due(103.0, within=1.0) != []


def test_uploads_may_take_their_time() -> None:
    sender = ready(3)
    sender.add(claimed(id=9, priority=-1, content={"file": {}}))
    upload = sender.due(100.0, within=0.0)[0]
    sender.leave(upload, 100.0)
    assert len(sender.due(130.0, within=0.0)) == 1
