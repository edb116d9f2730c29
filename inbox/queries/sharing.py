"""Asking together: threads of a process that want the same answer at once get it from one query.

Whoever asks gets an answer whose query began after they asked, so nothing is ever older than without sharing: while one
query runs, all who come wait for the next one and share it. Fifty pages that refresh at once cost two queries.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class _Turn:
    """One asking: done, with an answer or a failure."""

    def __init__(self) -> None:
        self.done = threading.Event()
        self.answer: Any = None
        self.failure: BaseException | None = None


_lock = threading.Lock()
_running: dict[Hashable, _Turn] = {}
_next: dict[Hashable, _Turn] = {}


def together(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """What `ask` returns, shared by all who ask for `key` meanwhile; raises what it raised.

    The answer is one object for many threads: do not change it. Not to be called in a transaction that wrote what is asked.
    """
    with _lock:
        before = _running.get(key)
        if before is None:
            turn = _running[key] = _Turn()
            leads = True
        else:
            leads = key not in _next
            turn = _next.setdefault(key, _Turn())
    if not leads:
        turn.done.wait()
    else:
        if before is not None:
            before.done.wait()
            with _lock:
                # Who comes from now on is too late for this asking and begins the one after it.
                _running[key] = _next.pop(key)
        try:
            turn.answer = ask()
        except BaseException as failure:
            turn.failure = failure
        finally:
            with _lock:
                if _running.get(key) is turn:
                    del _running[key]
            turn.done.set()
    if turn.failure is not None:
        raise turn.failure
    return turn.answer
