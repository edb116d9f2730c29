"""A message that we cannot take in is set aside, the others go on, and after the fix it stands where it belongs."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from channels_hub.domain import ingesting
from channels_hub.enums import Purpose, ReceiptState
from channels_hub.receivers import Receiver, receiver, register
from inbox.models import Entry
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import wait
from tests.channels_hub.roads.receipts import states, stored
from tests.channels_hub.roads.test_ingesting import put, update
from tests.outcomes.conftest import Desk

DONE, BROKEN = ReceiptState.DONE, ReceiptState.BROKEN


@pytest.fixture
def mistake() -> Any:
    """`mistake.add(text)`: the inbox cannot take such a message until `mistake.clear()`, as before and after a fix."""
    right = receiver(Purpose.CLIENTS)
    texts: set[str] = set()

    def receive(channel: Any, received: Any) -> None:
        if any(getattr(one.inbound, "text", "") in texts for one in received):
            raise ValueError("not thought of")
        right.receive(channel, received)

    register(Purpose.CLIENTS, Receiver(receive, right.settled, right.file_changed))
    yield texts
    register(Purpose.CLIENTS, right)


def timeline(desk: Desk, client: int) -> list[str]:
    """The client's texts in the shown order."""
    with project_scope(desk.project):
        rows = Entry.objects.filter(chat=desk.chat(client), direction="in").order_by("at", "number", "id")
        return [row.text for row in rows]


@pytest.mark.row("INB-22", code="channels_hub/domain/ingesting.py")
def test_what_was_set_aside_comes_back_once_and_at_its_place(
    make_desk: Callable[..., Desk], mistake: set[str]
) -> None:
    desk = make_desk([501, 502])
    mistake.add("two")
    bodies = [update(10 + n, text) for n, text in enumerate(["one", "two", "three"])]
    put(desk.line, *bodies, update(20, "other", 502))
    wait(lambda: states(desk.line.channel)[2:] == [DONE, BROKEN, DONE, DONE])
    assert timeline(desk, 501) == ["Hello", "one", "three"]
    put(desk.line, update(30, "four"))
    wait(lambda: timeline(desk, 501)[-1] == "four")
    broken = stored(desk.line.channel)[3]
    assert bytes(broken.body) == json.dumps(json.loads(bodies[1])).encode()
    assert broken.error.startswith("ValueError in test_quarantine.receive")
    ids = [receipt.pk for receipt in stored(desk.line.channel)]
    with project_scope(desk.project):
        assert ingesting.replay(ids) == 1
    wait(lambda: stored(desk.line.channel)[3].tries > broken.tries)  # no fix yet
    assert states(desk.line.channel)[3] == BROKEN
    mistake.clear()
    for _ in range(2):
        with project_scope(desk.project):
            ingesting.replay(ids)
    wait(lambda: set(states(desk.line.channel)) == {DONE})
    put(desk.line, bodies[1], update(31, "five"))  # the provider sends it once more
    wait(lambda: timeline(desk, 501)[-1] == "five")
    assert timeline(desk, 501) == ["Hello", "one", "two", "three", "four", "five"]
    shown = re.findall(r'<p dir="auto">(\w+)<', desk.page(501))
    assert shown == ["Hello", "one", "two", "three", "four", "five"]


def test_a_batch_of_fifty_with_one_mistake_in_it_loses_none(desk: Desk, mistake: set[str]) -> None:
    mistake.add("25")
    put(desk.line, *(update(100 + number, f"{number}") for number in range(120)))
    wait(lambda: ReceiptState.WAITING not in states(desk.line.channel), seconds=30)
    assert states(desk.line.channel).count(BROKEN) == 1
    assert timeline(desk, 501)[1:] == [f"{number}" for number in range(120) if number != 25]
    mistake.clear()
    with project_scope(desk.project):
        ingesting.replay([receipt.pk for receipt in stored(desk.line.channel)])
    wait(lambda: timeline(desk, 501)[1:] == [f"{number}" for number in range(120)])
