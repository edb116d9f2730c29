"""kill -9 of each kind of process while messages go both ways: nothing lost, nothing twice, all shown, in order.

WEPSTER_CRASH_ROUNDS kills of each kind (2) in WEPSTER_CRASH_MESSAGES messages in and as many out (240), random by
WEPSTER_CRASH_SEED; WEPSTER_CRASH_KINDS are kinds of killing.KINDS (lanes,valkey: the others are not proven yet); WEPSTER_CRASH_PAGE names the file to write the table to.
"""

import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.crash.comparing import Row, calling, compare, unsettled
from tests.crash.flood import Flood
from tests.crash.killing import KINDS, kill
from tests.crash.reporting import page, table
from tests.crash.shop import Shop
from tests.sandbox_process import Sandbox
from tests.waiting import until

ROUNDS = int(os.environ.get("WEPSTER_CRASH_ROUNDS", "2"))
MESSAGES = int(os.environ.get("WEPSTER_CRASH_MESSAGES", "240"))
SEED = int(os.environ.get("WEPSTER_CRASH_SEED", "3"))
KILLED = os.environ.get("WEPSTER_CRASH_KINDS", "lanes,valkey").split(",")
assert set(KILLED) <= set(KINDS)
BOTS, CLIENTS = 3, 60
pytestmark = [pytest.mark.slow, pytest.mark.timeout(240 + ROUNDS * 60 + MESSAGES)]


@pytest.fixture(scope="module")
def rows() -> Iterator[list[Row]]:
    """The table of this run; written where it was asked for."""
    found: list[Row] = []
    yield found
    if path := os.environ.get("WEPSTER_CRASH_PAGE"):
        Path(path).write_text(page(found, SEED), encoding="utf-8")


@pytest.fixture
def shop() -> Iterator[Shop]:
    with Sandbox() as provider, Shop(provider) as running:
        running.furnish(BOTS)
        yield running


def in_flight(shop: Shop) -> int:
    """Calls under way, as soon as the database answers."""
    found: list[int] = []

    def ask() -> bool:
        try:
            found.append(calling(shop))
        except psycopg2.Error:
            return False
        return True

    until(ask, patience=120)
    return found[0]


@pytest.mark.parametrize("kind", KILLED)
def test_nothing_is_lost_and_nothing_happens_twice(
    shop: Shop, rows: list[Row], kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(f"{SEED} {kind}")
    flood, row = Flood(shop, CLIENTS), Row(kind)
    share = MESSAGES // ROUNDS
    for _ in range(ROUNDS):
        moment = flood.progress + chance.randrange(share // 4, share * 3 // 2)
        failures: list[BaseException] = []

        def work(failures: list[BaseException] = failures) -> None:
            try:
                flood.run(share, share)
            except BaseException as failure:
                failures.append(failure)

        people = threading.Thread(target=work)
        people.start()
        until(lambda: flood.progress >= moment or not people.is_alive(), patience=120)  # noqa: B023
        before = calling(shop)
        kill(shop, kind)
        row.kills += 1
        died, moment_of_death = time.monotonic(), time.time()
        if kind == "everything":
            shop.start()
        row.in_flight += max(before, in_flight(shop))
        until(lambda: shop.is_ready() and shop.is_heard(moment_of_death), patience=120)  # noqa: B023
        row.slowest = max(row.slowest, time.monotonic() - died)
        people.join()
        assert failures == []
    shop.provider.clock(scale=10)  # the provider's own pauses between its tries
    until(lambda: unsettled(shop) == 0, patience=150)
    row.repeats = flood.repeats
    compare(shop, flood, row)
    rows.append(row)
    with capsys.disabled():
        print(f"\n{table([row])}")
    clean = (
        row.lost_in,
        row.doubled_in,
        row.lost_out,
        row.doubled_out,
        row.sent_twice,
        row.unshown,
        row.disordered,
    )
    assert clean == (0,) * 7, row.details
    assert row.uncertain <= row.in_flight
