"""States of messages in any order (ARCHITECTURE §4, status)."""

from typing import Any

import pytest

from channels_hub.messengers.vocabulary import Status
from channels_hub.models import Delivery
from channels_hub.receivers import Settled
from common import clock
from inbox.domain.posting import post
from inbox.domain.settling import settled
from inbox.domain.taking import take
from inbox.models import EarlyStatus, Entry
from tests.inbox.conftest import millis, profile


def posted(world: Any, text: str = "Hello") -> list[Delivery]:
    chat = world.new_chat().pk
    take(world.owner, chat)
    post(world.owner, chat, text)
    Delivery.objects.update(first_tried_at=clock.now())
    return list(Delivery.objects.order_by("part"))


def sent(delivery: Delivery, provider_id: str) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(state="sent", provider_id=provider_id)
    settled([Settled(delivery.pk, delivery.chat, delivery.entry, "sent", provider_id)])


def status(state: str, provider_id: str = "", at: int = 0) -> Status:
    return Status("501", profile("501"), at or millis(-1), state, provider_id)


def state() -> str:
    return Entry.objects.get(direction="out").state


@pytest.mark.row("INB-12", code="inbox/domain/early.py")
@pytest.mark.parametrize("order", [["delivered", "read"], ["read", "delivered"], ["read", "read"]])
@pytest.mark.parametrize("named", [True, False])
def test_what_came_before_the_answer_waits_for_it(world: Any, order: list[str], named: bool) -> None:
    (delivery,) = posted(world)
    for word in order:
        world.hear(status(word, "900" if named else ""))
    assert state() == "queued"
    sent(delivery, "900")
    assert state() == "read"
    assert EarlyStatus.objects.filter(provider_id="900").count() == 0


def test_a_time_before_the_call_says_nothing_of_it(world: Any) -> None:
    (delivery,) = posted(world)
    world.hear(status("read", at=millis(60)))
    sent(delivery, "900")
    assert state() == "sent"


def test_what_is_known_is_not_kept(world: Any) -> None:
    (delivery,) = posted(world)
    sent(delivery, "900")
    world.hear(status("delivered", "900"), status("read"), status("delivered", "900"))
    assert state() == "read"
    assert not EarlyStatus.objects.exists()


def test_a_flood_of_states_of_nothing_is_one_row_each(world: Any) -> None:
    posted(world)
    for _ in range(3):
        world.hear(*[status("delivered", "5"), status("delivered", "6"), status("read"), status("read")])
    assert EarlyStatus.objects.count() == 3


@pytest.mark.parametrize("early", [True, False])
def test_several_calls_are_delivered_when_all_are(world: Any, early: bool) -> None:
    deliveries = posted(world, "word " * 2000)
    names = [f"9{place}" for place in range(len(deliveries))]
    assert len(names) == 3
    if early:
        world.hear(status("delivered", names[2]))
    for delivery, name in zip(deliveries, names, strict=True):
        sent(delivery, name)
    world.hear(status("read", names[0]), status("delivered", names[1]))
    assert state() == ("delivered" if early else "sent")
    world.hear(*(status("read", name) for name in names))
    assert state() == "read"


def test_one_failed_call_fails_the_message(world: Any) -> None:
    deliveries = posted(world, "word " * 2000)
    for place, delivery in enumerate(deliveries):
        sent(delivery, f"9{place}")
    world.hear(Status("501", profile("501"), millis(), "failed", "92", "no such app"))
    entry = Entry.objects.get(direction="out")
    assert (entry.state, entry.error_text) == ("failed", "no such app")
