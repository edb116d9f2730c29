"""States of what we sent."""

from typing import Any

import pytest
from django.db import transaction

from audience.models import Identity
from channels_hub.domain import queueing
from channels_hub.enums import DeliveryState
from channels_hub.messengers.vocabulary import Media, Status
from channels_hub.models import Delivery, MediaFile
from channels_hub.receivers import Settled
from inbox.domain.files import file_changed
from inbox.domain.posting import post
from inbox.domain.refusals import Refused
from inbox.domain.resending import again
from inbox.domain.settling import settled
from inbox.domain.taking import take
from inbox.enums import MessageState, Verb
from inbox.models import Chat, Entry
from tests.inbox.conftest import message, millis, profile


def outcome(delivery: Delivery, state: str, **facts: Any) -> Settled:
    Delivery.objects.filter(pk=delivery.pk).update(state=state, provider_id=facts.get("provider_id", ""))
    return Settled(delivery.pk, delivery.chat, delivery.entry, state, **facts)


def posted(world: Any, text: str = "Hello") -> Entry:
    chat = world.new_chat().pk
    take(world.owner, chat)
    return post(world.owner, chat, text)


@pytest.mark.row("INB-12")
def test_sent(world: Any) -> None:
    entry = posted(world)
    settled([outcome(Delivery.objects.get(), "sent", provider_id="900")])
    entry.refresh_from_db()
    chat = Chat.objects.get()
    assert (entry.state, entry.provider_id, entry.rev) == ("sent", "900", chat.rev)
    assert chat.preview["state"] == "sent"


@pytest.mark.row("INB-12", code="channels_hub/domain/queueing.py")
def test_what_staff_queue_again_waits_in_the_chat_too(world: Any) -> None:
    entry = posted(world)
    delivery = Delivery.objects.get()
    settled([outcome(delivery, "uncertain", error_code="unknown")])
    entry.refresh_from_db()
    assert entry.state == MessageState.UNCERTAIN
    with transaction.atomic():
        assert queueing.again_chosen([delivery.pk]) == [delivery]
        assert queueing.again_chosen([delivery.pk]) == []
    entry.refresh_from_db()
    assert (entry.state, entry.error_code, entry.rev) == (MessageState.QUEUED, "", Chat.objects.get().rev)


@pytest.mark.row("INB-12")
def test_several_calls_tell_the_worst(world: Any) -> None:
    entry = posted(world, "word " * 2000)
    first, second, third = Delivery.objects.order_by("part")
    settled([outcome(first, "sent", provider_id="1")])
    entry.refresh_from_db()
    assert entry.state == MessageState.QUEUED
    settled(
        [
            outcome(second, "uncertain", error_code="unknown"),
            outcome(third, "failed", error_code="rejected", error_text="too long"),
        ]
    )
    entry.refresh_from_db()
    assert (entry.state, entry.error_text, entry.provider_id) == ("failed", "too long", "1")
    assert again(world.owner, entry.pk).state == MessageState.QUEUED
    assert Delivery.objects.filter(state=DeliveryState.QUEUED).count() == 2
    settled([outcome(second, "sent", provider_id="2"), outcome(third, "sent", provider_id="3")])
    entry.refresh_from_db()
    assert (entry.state, entry.error_text) == ("sent", "")
    with pytest.raises(Refused) as refused:
        again(world.owner, entry.pk)
    assert refused.value.code == "state"


def test_states_move_forward_only(world: Any) -> None:
    entry = posted(world)
    settled([outcome(Delivery.objects.get(), "sent", provider_id="900")])
    for state, stands in (("read", "read"), ("delivered", "read")):
        world.hear(Status("501", profile("501"), millis(), state, "900"))
        entry.refresh_from_db()
        assert entry.state == stands
    settled([outcome(Delivery.objects.get(), "sent", provider_id="900")])
    entry.refresh_from_db()
    assert entry.state == "read"


def test_who_reads_a_message_has_read_those_above_it(world: Any) -> None:
    first, chat = posted(world), Chat.objects.get()
    second, third = (post(world.owner, chat.pk, text) for text in ("word " * 2000, "last"))
    deliveries = list(Delivery.objects.order_by("pk"))
    settled([outcome(one, "sent", provider_id=str(number)) for number, one in enumerate(deliveries)])
    world.hear(Status("501", profile("501"), 0, "read", str(len(deliveries) - 2)))
    states = [Entry.objects.get(pk=entry.pk).state for entry in (first, second, third)]
    assert states == ["read", "read", "sent"]


def test_all_up_to_a_moment_are_read(world: Any) -> None:
    entry = posted(world)
    settled([outcome(Delivery.objects.get(), "sent", provider_id="900")])
    world.hear(Status("501", profile("501"), millis(-5), "read"))
    entry.refresh_from_db()
    assert entry.state == "read"


def test_a_block_is_learnt_from_a_send(world: Any) -> None:
    posted(world)
    settled([outcome(Delivery.objects.get(), "failed", error_code="blocked", error_text="Forbidden")])
    assert Identity.objects.get().blocked_at is not None
    assert Entry.objects.filter(verb=Verb.BLOCKED).count() == 1


def test_a_fetched_file_changes_its_entry(world: Any) -> None:
    world.hear(message(media=(Media("image", {"file_id": "A"}),)))
    chat, file = world.chat(), MediaFile.objects.get(kind="image")
    file_changed([file])
    entry = Entry.objects.get()
    assert entry.rev == world.chat().rev == chat.rev + 1


@pytest.mark.row("CARD-1")
def test_a_portrait_is_hung(world: Any) -> None:
    chat = world.new_chat()
    face = MediaFile.objects.get(kind="avatar")
    file_changed([face])
    assert world.chat().contact.photo is None
    MediaFile.objects.filter(pk=face.pk).update(state="ready", path="7/face")
    face.refresh_from_db()
    file_changed([face])
    after = world.chat()
    assert (after.contact.photo_id, after.identity.photo_id, after.rev) == (face.pk, face.pk, chat.rev + 1)
