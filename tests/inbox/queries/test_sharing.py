"""Many who ask at once share a query, and none gets an answer older than the question."""

import threading

import pytest

from inbox.queries.sharing import together
from tests.waiting import until


def test_those_who_come_while_one_asks_share_the_next_asking() -> None:
    let, asked = threading.Event(), []
    answers: list[int] = []

    def ask() -> int:
        asked.append(1)
        number = len(asked)
        let.wait(20)
        return number

    def come() -> None:
        answers.append(together("key", ask))

    people = [threading.Thread(target=come) for _ in range(20)]
    people[0].start()
    until(lambda: asked != [])
    for person in people[1:]:
        person.start()
    other = together("another key", lambda: 7)
    let.set()
    for person in people:
        person.join(20)

    assert other == 7
    # The first had begun before the others asked; all who came meanwhile share later ones.
    assert answers.count(1) == 1
    assert len(answers) == 20
    assert len(asked) <= 3


def test_an_answer_is_never_older_than_the_question() -> None:
    truth = [0]
    failures: list[str] = []

    def come() -> None:
        for _ in range(200):
            least = truth[0]
            got = together("truth", lambda: truth[0])
            if got < least:
                failures.append(f"{got} < {least}")
            truth[0] += 1

    people = [threading.Thread(target=come) for _ in range(8)]
    for person in people:
        person.start()
    for person in people:
        person.join(30)
    assert failures == []
    assert together("truth", lambda: truth[0]) == truth[0]


def test_a_failure_reaches_who_asked_and_ends_with_it() -> None:
    def fail() -> int:
        raise RuntimeError("the database is away")

    with pytest.raises(RuntimeError, match="away"):
        together("failing", fail)
    assert together("failing", lambda: 3) == 3
