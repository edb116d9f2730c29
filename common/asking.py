"""Questions to what may hang (a stopped database answers nothing at all): asked in a thread, waited for so long and no longer."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any


class Question:
    """`work()` in a thread of its own. One is under way at most, so what hangs holds one thread however often it is asked."""

    def __init__(self, name: str, work: Callable[[], Any]) -> None:
        self._name, self._work = name, work
        self._lock = threading.Lock()
        self._under_way: Future[Any] | None = None

    def ask(self) -> "Future[Any]":
        """The answer to come; of a question that is still under way when there is one."""
        with self._lock:
            if self._under_way is None or self._under_way.done():
                self._under_way = Future()
                self._under_way.set_running_or_notify_cancel()  # one who stops waiting takes it from nobody else
                threading.Thread(
                    target=self._run, args=(self._under_way,), name=f"ask-{self._name}", daemon=True
                ).start()
            return self._under_way

    def _run(self, answer: "Future[Any]") -> None:
        try:
            answer.set_result(self._work())
        except BaseException as error:
            answer.set_exception(error)
