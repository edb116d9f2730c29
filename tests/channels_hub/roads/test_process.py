"""The real lanes process: it works without Redis, survives kill -9, ends in order, and is heard."""

import signal
from collections import Counter
from typing import Any

from django.db import connection
from django.test import Client

from channels_hub.domain import beating
from tests.channels_hub.roads.conftest import Line, Start, wait
from tests.channels_hub.roads.receipts import states
from tests.channels_hub.roads.test_ingesting import put, update

NO_REDIS = "unix:///nonexistent/valkey.sock?db=0"


def is_heard() -> bool:
    return beating.beats().get("lanes", 99) < 2


def test_it_works_while_redis_is_away_and_ends_in_order(
    line: Line, provider: Any, start_process: Start, client: Client
) -> None:
    assert client.get("/readyz").status_code == 503
    process = start_process(REDIS_URL=NO_REDIS)
    wait(is_heard, seconds=30)
    put(line, update(1))
    delivery = line.write(501, "out")
    wait(lambda: states(line.channel) == [1] and line.state(delivery) == "sent")
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json()["lanes"]) == (200, "ok")
    assert ready.json()["lags"]["lanes"] < 3
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0


def test_killed_in_the_middle_it_loses_nothing_and_sends_nothing_twice(
    line: Line, provider: Any, start_process: Start
) -> None:
    messages = 90
    process = start_process()
    wait(is_heard, seconds=30)
    for number in range(messages):
        line.write(1000 + number, f"{number}", peer=str(501 + number % 5))
        if number % 10 == 0:
            put(line, update(number))
    wait(lambda: len(provider.calls(line.bot, "sendMessage")) > 20)
    process.kill()
    process.wait(10)
    start_process()
    done = {"sent", "calling", "uncertain"}
    wait(lambda: {delivery.state for delivery in line.deliveries()} <= done, seconds=60)
    wait(lambda: set(states(line.channel)) == {1})
    with connection.cursor() as cursor:  # the half minute that a call may take is over
        cursor.execute("UPDATE channels_hub_delivery SET lease_until = now() WHERE state = 'calling'")
    wait(lambda: {delivery.state for delivery in line.deliveries()} <= {"sent", "uncertain"})
    count = Counter(delivery.state for delivery in line.deliveries())
    seen = Counter(call["fields"]["text"] for call in provider.calls(line.bot, "sendMessage"))
    assert max(seen.values()) == 1
    assert count["sent"] + count["uncertain"] == messages
    assert count["uncertain"] <= 10
    assert count["sent"] <= len(seen) <= messages
