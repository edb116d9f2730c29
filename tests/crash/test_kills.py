"""kill -9 of each kind of process while messages go both ways: nothing lost, nothing twice, all shown, in order.

WEPSTER_CRASH_ROUNDS kills of each kind (2) in WEPSTER_CRASH_MESSAGES messages in and as many out (160), random by WEPSTER_CRASH_SEED;
WEPSTER_CRASH_KINDS are some of killing.KINDS (all for Telegram, lanes and web for the others); WEPSTER_CRASH_PAGE names the page whose rows are renewed.

A later messenger is one line in shop.MESSENGERS: its bots are flooded and killed under as those of the others.
"""

import os
import random
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.crash import reporting
from tests.crash.comparing import Row, calling, compare, unsettled
from tests.crash.flood import Flood
from tests.crash.killing import KINDS, kill
from tests.crash.shop import MESSENGERS, Shop
from tests.sandbox_process import Sandbox
from tests.waiting import until

ROUNDS = int(os.environ.get("WEPSTER_CRASH_ROUNDS", "2"))
MESSAGES = int(os.environ.get("WEPSTER_CRASH_MESSAGES", "160"))
SEED = int(os.environ.get("WEPSTER_CRASH_SEED", "3"))
ASKED = os.environ.get("WEPSTER_CRASH_KINDS", "")
KILLED = ASKED.split(",") if ASKED else list(KINDS)
assert set(KILLED) <= set(KINDS)
# What all messengers share is killed under the first one; under the others what calls them and what they call.
THEIRS = [kind for kind in KILLED if ASKED or kind in ("lanes", "web")]
CASES = [
    (messenger, kind) for place, messenger in enumerate(MESSENGERS) for kind in (THEIRS if place else KILLED)
]
CLIENTS = min(60, max(12, MESSAGES // 4))
CALL_MS = 150  # how long the messenger takes for a call: kills find calls in flight
PATIENCE = 300.0
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900 + ROUNDS * 60 + MESSAGES)]


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    """One for all cases: each has clients and chats of its own."""
    with Sandbox() as provider, Shop(provider) as running:
        running.furnish()
        for kind in MESSENGERS:
            provider.faults(kind, delay_ms=CALL_MS)
        yield running


@pytest.mark.parametrize(("messenger", "kind"), CASES)
def test_nothing_is_lost_and_nothing_happens_twice(
    shop: Shop, messenger: str, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(f"{SEED} {messenger} {kind}")
    row, in_flight = Row(messenger, kind), set()
    number = 40_001 + 1_000 * CASES.index((messenger, kind))
    shop.provider.clock(scale=1)
    flood = Flood(shop, shop.bots(messenger), number, CLIENTS)
    try:
        for _ in range(ROUNDS):
            in_flight |= strike(shop, flood, row, chance)
        shop.provider.clock(scale=10)  # the provider's own pauses between its tries
        until(lambda: unsettled(shop, flood) == 0, patience=PATIENCE, every=0.2)
        compare(shop, flood, row, in_flight)
    except BaseException:
        with capsys.disabled():
            print(f"\n{kind}: {shop.told()}")
        raise
    with capsys.disabled():
        print(f"\n{reporting.table([reporting.cells(row)])}")
    assert row.wrong() == {}, row.details
    assert row.uncertain <= row.in_flight
    if path := os.environ.get("WEPSTER_CRASH_PAGE"):
        reporting.write(Path(path), row, SEED)


def strike(shop: Shop, flood: Flood, row: Row, chance: random.Random) -> set[int]:
    """One share of the messages with one kill in it; returns the deliveries that were being called then."""
    share = MESSAGES // ROUNDS
    moment = flood.progress + chance.randrange(share // 4, share * 7 // 4)
    failures: list[BaseException] = []

    def work() -> None:
        try:
            flood.run(share)
        except BaseException as failure:
            failures.append(failure)

    people = threading.Thread(target=work, daemon=True)
    people.start()
    until(lambda: flood.progress >= moment or not people.is_alive(), patience=PATIENCE, every=0.005)
    in_flight = calling(shop)
    alone = row.kind != "everything" and chance.random() < 0.5
    kill(shop, row.kind, alone)
    row.kills += 1
    row.alone += alone
    died, at = time.monotonic(), time.time()
    if row.kind == "everything":
        shop.start()
    in_flight |= at_death(shop, at)
    heard = {"lanes", row.kind} & {"lanes", "worker"}
    until(
        lambda: shop.is_ready() and all(shop.is_heard(name, at) for name in heard),
        patience=PATIENCE,
        every=0.1,
    )
    row.slowest = max(row.slowest, time.monotonic() - died)
    people.join()
    assert failures == []
    return in_flight


def at_death(shop: Shop, at: float) -> set[int]:
    """Calls that were under way at that moment, as soon as the database answers."""
    found: set[int] = set()

    def ask() -> bool:
        try:
            found.update(calling(shop, before=at))
        except psycopg2.Error:
            return False
        return True

    until(ask, patience=PATIENCE, every=0.05)
    return found
