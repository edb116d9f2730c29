"""A chat opened by a link before it could be written to (ACQ-2)."""

from typing import Any

import pytest

from audience.models import Contact
from channels_hub.messengers.vocabulary import Opening as Opened
from inbox.enums import Verb
from inbox.models import Dialog, Entry, Opening
from tests.inbox.conftest import message, millis, profile, start


def opened(payload: str = "lp-9", peer: str = "501") -> Opened:
    return Opened(peer, profile(peer), millis(30), payload)


@pytest.mark.row("ACQ-2", code="inbox/domain/openings.py")
@pytest.mark.parametrize("first", [message("501", "Hi"), start("501"), start("501", "own")])
def test_the_first_word_brings_the_link_back(world: Any, first: Any) -> None:
    world.hear(opened("early"), opened("lp-9"), opened(""))
    assert not Contact.objects.exists()
    assert not Entry.objects.exists()
    world.hear(first)
    begun = Entry.objects.filter(verb=Verb.STARTED).order_by("at", "id").first()
    assert begun is not None
    assert begun.content == {"payload": "lp-9"}
    assert Dialog.objects.get().payload == "lp-9"
    assert not Opening.objects.exists()
    count = Entry.objects.count()
    world.hear(first)
    assert Entry.objects.count() == count


def test_in_one_batch_and_for_the_right_person(world: Any) -> None:
    world.hear(opened("a", "501"), message("502", "Hi"), message("501", "Hi"))
    assert Dialog.objects.get(chat__identity__external_id="501").payload == "a"
    assert Dialog.objects.get(chat__identity__external_id="502").payload == ""


def test_of_two_links_the_last_counts(world: Any) -> None:
    world.hear(opened("a"))
    world.hear(opened("b"))
    world.hear(start("501"), start("501"))
    assert [entry.content for entry in Entry.objects.order_by("id")] == [{"payload": "b"}, {}]
