"""A channel goes while messages wait for it."""

import uuid
from typing import Any

import pytest

from channels_hub.domain.dropping import drop_queued
from channels_hub.enums import DeliveryState
from channels_hub.models import Delivery
from inbox.domain.posting import post
from inbox.domain.taking import take
from inbox.enums import MessageState
from inbox.models import Entry
from inbox.queries import timeline


@pytest.mark.row("CHN-11", "channels_hub/domain/dropping.py")
def test_what_waited_for_a_disconnected_channel_fails_in_words(world: Any) -> None:
    chat = world.new_chat().pk
    take(world.owner, chat)
    entry = post(world.owner, chat, "Soon", intent=uuid.uuid4())
    assert drop_queued(world.channel) == 1
    assert Delivery.objects.get().state == DeliveryState.FAILED
    assert Entry.objects.get(pk=entry.pk).state == MessageState.FAILED
    shown = next(item for item in timeline.page(world.owner, chat).items if item.id == entry.pk)
    assert shown.error
    assert "disconnected" not in shown.error.split()[:1]
    assert shown.resend
