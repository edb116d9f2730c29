"""Questions to what may hang."""

import threading

import pytest

from common.asking import Question


def test_what_hangs_holds_one_thread_and_is_asked_anew_afterwards() -> None:
    told, begun = threading.Event(), []

    def work() -> int:
        begun.append(1)
        assert told.wait(20)
        return len(begun)

    question = Question("it", work)
    answers = {id(question.ask()): question.ask() for _ in range(50)}
    assert len(answers) == 1
    with pytest.raises(TimeoutError):
        question.ask().result(timeout=0.05)
    assert not question.ask().cancel(), "one who gives up takes it from nobody else"
    told.set()
    assert next(iter(answers.values())).result(timeout=20) == 1
    assert question.ask().result(timeout=20) == 2


def test_a_failure_is_an_answer() -> None:
    with pytest.raises(ZeroDivisionError):
        Question("it", lambda: 1 // 0).ask().result(timeout=20)
