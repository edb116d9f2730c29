"""Answers within the messenger's time, late ones with its tag, none after it (CHN-8)."""

from datetime import timedelta
from typing import Any

import pytest

from channels_hub.enums import DeliveryState
from channels_hub.models import Delivery
from common import clock
from inbox.domain.posting import post
from inbox.domain.refusals import Refused
from inbox.domain.resending import again
from inbox.domain.taking import take
from inbox.enums import MessageState
from inbox.models import Chat, Entry
from inbox.queries import chat_page, lists
from inbox.showing.foot import foot
from tests.inbox.conftest import message


@pytest.fixture
def page(world: Any) -> Any:
    world.channel.kind = "facebook"
    world.channel.save(update_fields=["kind"])
    return world


def heard(world: Any, ago: timedelta, granted: bool = False) -> int:
    """A chat of the owner's whose client wrote so long ago."""
    world.channel.extra = {"granted": ["HUMAN_AGENT"]} if granted else {}
    world.channel.save(update_fields=["extra"])
    world.hear(message())
    chat = world.chat().pk
    take(world.owner, chat)
    Chat.objects.filter(pk=chat).update(last_client_at=clock.now() - ago)
    return chat


HOUR = timedelta(hours=1)


@pytest.mark.row("CHN-8", code="inbox/domain/posting.py")
@pytest.mark.parametrize(
    ("ago", "granted", "tag"), [(HOUR, False, None), (HOUR, True, None), (30 * HOUR, True, "HUMAN_AGENT")]
)
def test_within_the_time_an_answer_goes_out_a_late_one_with_its_tag(
    page: Any, ago: timedelta, granted: bool, tag: str | None
) -> None:
    post(page.owner, heard(page, ago, granted), "да")
    assert Delivery.objects.get().content.get("tag") == tag


@pytest.mark.row("CHN-8", code="inbox/queries/writing.py")
@pytest.mark.parametrize(
    ("ago", "granted", "words"),
    [(30 * HOUR, False, "24\u00a0ч"), (200 * HOUR, True, "7\u00a0д")],
)
def test_after_it_posting_refuses_in_words_and_the_composer_is_closed(
    page: Any, ago: timedelta, granted: bool, words: str
) -> None:
    chat = heard(page, ago, granted)
    with pytest.raises(Refused) as refused:
        post(page.owner, chat, "да")
    assert refused.value.code == "window"
    assert words in refused.value.sentence
    assert not Delivery.objects.exists()
    head = chat_page.head(page.owner, chat)
    assert head is not None
    shown = foot(head)
    assert (shown.look, words in shown.shut, shown.window) == ("note", True, None)


@pytest.mark.row("CHN-8", code="inbox/showing/windows.py")
def test_what_is_left_stands_over_the_composer_and_in_the_list(page: Any) -> None:
    chat = heard(page, 20 * HOUR + timedelta(minutes=30))
    head = chat_page.head(page.owner, chat)
    assert head is not None
    shown = foot(head).window
    assert shown is not None
    assert (shown.left, shown.hours, shown.of, shown.late) == ("3\u00a0ч", 3, 24, False)
    (row,) = lists.page(page.owner, "mine").rows
    assert row.window == head.window


def test_sent_again_late_it_carries_the_tag_and_after_it_is_refused(page: Any) -> None:
    chat = heard(page, HOUR, granted=True)
    entry = post(page.owner, chat, "да")
    for ago, tag in ((30 * HOUR, "HUMAN_AGENT"), (HOUR, "")):
        Delivery.objects.update(state=DeliveryState.FAILED)
        Entry.objects.filter(pk=entry.pk).update(state=MessageState.FAILED)
        Chat.objects.filter(pk=chat).update(last_client_at=clock.now() - ago)
        again(page.owner, entry.pk)
        assert Delivery.objects.get().content["tag"] == tag
    Delivery.objects.update(state=DeliveryState.FAILED)
    Entry.objects.filter(pk=entry.pk).update(state=MessageState.FAILED)
    Chat.objects.filter(pk=chat).update(last_client_at=clock.now() - 200 * HOUR)
    with pytest.raises(Refused) as refused:
        again(page.owner, entry.pk)
    assert refused.value.code == "window"
    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_a_client_who_writes_opens_it_again(page: Any) -> None:
    chat = heard(page, 30 * HOUR)
    page.hear(message(text="Ещё вопрос"))
    assert post(page.owner, chat, "да").pk


def test_a_messenger_without_a_window_shows_none(world: Any) -> None:
    chat = heard(world, 1000 * HOUR)
    head = chat_page.head(world.owner, chat)
    assert head is not None
    assert (head.window.state, foot(head).window) == ("", None)
    assert post(world.owner, chat, "да").pk
