"""Messages in the account's own name, as the messenger tells of them."""

from datetime import timedelta
from typing import Any

import pytest

from channels_hub.enums import DeliveryState
from channels_hub.messengers.vocabulary import Deletion, Echo, Media
from channels_hub.models import Delivery, MediaFile
from channels_hub.receivers import Settled
from common import clock
from inbox.domain.posting import post
from inbox.domain.settling import settled
from inbox.domain.taking import take
from inbox.enums import Direction, MessageState, Origin
from inbox.models import Entry
from inbox.queries.timeline import page
from tests.inbox.conftest import message, millis, profile


def echo(provider_id: str, text: str = "Hello", **facts: Any) -> Echo:
    facts.setdefault("at", millis())
    return Echo("501", profile("501"), provider_id=provider_id, text=text, **facts)


def posted(world: Any, state: str) -> Delivery:
    """A message of ours whose call stands so."""
    chat = world.new_chat().pk
    take(world.owner, chat)
    post(world.owner, chat, "Hello")
    delivery = Delivery.objects.get()
    Delivery.objects.update(state=state, first_tried_at=clock.now())
    if state in (DeliveryState.UNCERTAIN, DeliveryState.FAILED):
        settled([Settled(delivery.pk, delivery.chat, delivery.entry, state, error_code="silent")])
    return delivery


@pytest.mark.row("INB-12", code="inbox/domain/echoes.py")
@pytest.mark.parametrize("state", ["uncertain", "calling", "queued", "failed"])
@pytest.mark.parametrize("turns", [0, 1])
def test_an_echo_with_our_mark_settles_what_nobody_knew(world: Any, state: str, turns: int) -> None:
    delivery = posted(world, state)
    mark = delivery.pk  # what a provider with 31 bits gives back of a later delivery's key
    if turns:
        Delivery.objects.filter(pk=delivery.pk).update(id=delivery.pk + 2**31)
        delivery.pk += 2**31
    world.hear(echo("900", mark=str(mark)))
    entry = Entry.objects.get(pk=delivery.entry)
    assert (entry.state, entry.provider_id, entry.error_code) == (MessageState.SENT, "900", "")
    assert Delivery.objects.get().state == DeliveryState.SENT
    assert Entry.objects.filter(direction=Direction.OUT).count() == 1
    world.hear(echo("900", mark=str(mark)), echo("900"))
    assert Entry.objects.filter(direction=Direction.OUT).count() == 1


@pytest.mark.parametrize("mark", ["", "0", "999999999", "²", "x", "9" * 400])
def test_what_another_program_wrote_is_an_entry_of_its_own(world: Any, mark: str) -> None:
    chat = world.new_chat()
    assert chat.waiting_since is not None
    photo = Media("image", {"url": "https://x/1.jpg"}, mime="image/jpeg")
    world.hear(echo("31", "We are open", mark=mark, number=10**9, media=(photo,), at=millis(-1)))
    entry = Entry.objects.get(provider_id="31")
    assert (entry.direction, entry.origin, entry.state) == (Direction.OUT, Origin.PROGRAM, MessageState.SENT)
    assert MediaFile.objects.get(kind="image").entry == entry.pk
    chat.refresh_from_db()
    assert (chat.waiting_since, chat.client_count, chat.preview["text"]) == (None, 1, "We are open")
    shown = page(world.owner, chat.pk)
    assert shown is not None
    assert [item.author_name for item in shown.items if item.id == entry.pk] == ["Другая программа"]


def test_a_mark_is_believed_only_of_the_clients_own_call(world: Any) -> None:
    delivery = posted(world, "sent")
    Delivery.objects.update(provider_id="77")
    world.hear(echo("900", mark=str(delivery.pk)))
    world.hear(message("502", "Hi"))
    Delivery.objects.update(provider_id="", state="uncertain", peer="502")
    world.hear(echo("901", mark=str(delivery.pk)))
    assert Delivery.objects.get().state == "uncertain"
    assert Entry.objects.filter(origin=Origin.PROGRAM).count() == 2


def test_an_echo_to_a_stranger_begins_nothing(world: Any) -> None:
    world.hear(echo("31"))
    assert not Entry.objects.exists()


def test_the_providers_clock_wins(world: Any) -> None:
    """States "up to a time" go by it."""
    delivery = posted(world, "uncertain")
    world.hear(echo("900", mark=str(delivery.pk), at=millis(10)))
    entry = Entry.objects.get(pk=delivery.entry)
    assert clock.now() - entry.at > timedelta(seconds=9)


@pytest.mark.row("INB-25", code="inbox/domain/hearing.py")
def test_a_deleted_message_stays_readable_and_is_marked(world: Any) -> None:
    world.hear(message("501", "Secret", number=81))
    for _ in range(2):
        world.hear(Deletion("501", profile("501"), millis(), "81"))
    world.hear(Deletion("501", profile("501"), millis(), "82"), Deletion("9", profile("9"), 0, "81"))
    entry = Entry.objects.get()
    assert (entry.text, entry.rev) == ("Secret", 2)
    assert entry.content["deleted"] > 0
