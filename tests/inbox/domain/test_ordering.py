"""A message that came late never stands above an earlier one of the same client."""

import datetime

from inbox.domain.ordering import advance, heard_at, own_place
from inbox.models import Chat, Entry

NOON = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


def second(number: float) -> datetime.datetime:
    return NOON + datetime.timedelta(seconds=number)


def hear(chat: Chat, at: datetime.datetime, number: int) -> Entry:
    entry = Entry(at=heard_at(chat, at, number), number=number)
    advance(chat, entry)
    return entry


def answer(chat: Chat, now: datetime.datetime) -> None:
    at, number = own_place(chat, now)
    advance(chat, Entry(at=at, number=number))


def test_an_answer_between_two_messages_does_not_turn_them_round() -> None:
    chat = Chat()
    hear(chat, second(0), 9)
    answer(chat, second(1.8))
    first = hear(chat, second(1), 10)  # told in whole seconds: moved behind the answer
    answer(chat, second(6))  # while the lanes were down
    second_one = hear(chat, second(1), 11)
    assert (first.at, first.number) < (second_one.at, second_one.number)


def test_without_a_number_a_late_message_keeps_its_own_time() -> None:
    chat = Chat()
    answer(chat, second(60))
    assert hear(chat, second(1), 0).at == second(1)
    assert hear(chat, second(59), 0).at == second(60)
