"""The sockets' threads keep their connections; the test database can be dropped only when they let go."""

import threading
from collections.abc import Iterator

import pytest
from asgiref.sync import SyncToAsync

from inbox.relay import pool


@pytest.fixture(scope="module", autouse=True)
def _threads_let_go() -> Iterator[None]:
    from django.db import connections

    yield
    together = threading.Barrier(pool.THREADS)

    def close() -> None:
        together.wait(5)
        connections.close_all()

    for each in [pool._threads.submit(close) for _ in range(pool.THREADS)]:
        each.result(10)
    SyncToAsync.single_thread_executor.submit(connections.close_all).result(10)
