"""Messengers are asynchronous, pages are not: one loop in one thread of each process, and a deadline for every call."""

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from django.db import transaction

from channels_hub.messengers.errors import Unknown

T = TypeVar("T")
DEADLINE = 20.0
_lock = threading.Lock()
_loops: dict[int, asyncio.AbstractEventLoop] = {}


class InTransaction(RuntimeError):
    """A provider was called with a transaction open (ARCHITECTURE §6.2)."""


def call(work: Coroutine[Any, Any, T], seconds: float = DEADLINE) -> T:
    """The result of `work`, run on the process's loop.

    Raises what it raises, errors.Unknown after `seconds`, InTransaction when this thread has a transaction open.
    """
    future = start(work)
    try:
        return future.result(seconds)
    except TimeoutError:
        future.cancel()
        raise Unknown(f"no answer within {seconds:g} s") from None


def start(work: Coroutine[Any, Any, T]) -> Future[T]:
    """Run `work` on the process's loop without waiting. Raises InTransaction when this thread has a transaction open."""
    if any(not block._from_testcase for block in transaction.get_connection().atomic_blocks):
        work.close()
        raise InTransaction
    return asyncio.run_coroutine_threadsafe(work, _loop())


def _loop() -> asyncio.AbstractEventLoop:
    """The process's loop; a fork has none of its parent's threads and makes its own."""
    with _lock:
        loop = _loops.get(os.getpid())
        if loop is None:
            loop = _loops[os.getpid()] = asyncio.new_event_loop()
            threading.Thread(target=loop.run_forever, name="messengers", daemon=True).start()
    return loop
