"""How what comes in becomes chats, dialogs and entries."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audience.enums import StatusKey
from audience.models import Contact, Identity
from channels_hub.messengers.vocabulary import (
    Blocked,
    Edit,
    Location,
    Media,
    Message,
    Nothing,
    Press,
    SharedContact,
)
from channels_hub.models import MediaFile
from inbox.enums import DialogState, EntryKind, Verb
from inbox.models import Chat, Dialog, Entry
from tests.inbox.conftest import message, millis, profile, start


@pytest.mark.row("INB-2", "CARD-1")
def test_a_message_makes_everything(world: Any) -> None:
    world.hear(message("501", "Is there Guji?", number=81))
    chat = world.chat()
    contact = Contact.objects.get()
    assert (contact.first_name, contact.last_name, contact.status.key) == ("Lev", "Quiet", StatusKey.ENQUIRED)
    assert "lev" in contact.search
    dialog = Dialog.objects.get()
    assert (chat.state, chat.dialog, chat.responsible) == (DialogState.NEW, dialog.pk, None)
    assert (dialog.number, dialog.text, dialog.previous, dialog.group.general) == (
        1,
        "Is there Guji?",
        None,
        True,
    )
    entry = Entry.objects.get()
    assert (entry.text, entry.provider_id, entry.number, entry.dialog) == (
        "Is there Guji?",
        "81",
        81,
        dialog.pk,
    )
    assert (chat.client_count, chat.rev, chat.last_client_rev, entry.rev) == (1, 1, 1, 1)
    assert chat.preview["text"] == "Is there Guji?"
    assert chat.waiting_since == entry.at == chat.last_at


def test_a_replay_adds_nothing(world: Any) -> None:
    said, begun = message("501", number=81), start("501", "ad_7", number=80)
    world.hear(begun, said, said)
    before = (world.chat().rev, world.chat().client_count)
    world.hear(said)
    world.hear(begun, said)
    assert Entry.objects.count() == 2
    assert (world.chat().rev, world.chat().client_count) == before


def test_many_people_at_once_by_set(world: Any) -> None:
    """The number of queries does not grow with the batch."""
    world.hear(message("1"), message("2"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        world.hear(message("1"), message("3"))
    with CaptureQueriesContext(connection) as many:
        world.hear(*(message(str(peer)) for peer in range(1, 40)))
    assert Chat.objects.count() == 39
    assert len(many) == len(few)


def test_order_follows_time_and_number(world: Any) -> None:
    at = millis(5)
    world.hear(message(text="third", number=13, at=at + 1000), message(text="second", number=12, at=at))
    world.hear(message(text="first", number=11, at=at))
    assert [entry.text for entry in world.entries()] == ["first", "second", "third"]
    assert world.chat().preview["text"] == "third"


def test_what_comes_after_ours_in_the_same_second_stands_after_it(world: Any) -> None:
    from inbox.domain.closing import close
    from inbox.domain.taking import take

    chat = world.new_chat()
    take(world.owner, chat.pk)
    close(world.owner, chat.pk)
    world.hear(message(text="again"))
    shown = [entry.verb or entry.text for entry in world.entries()]
    assert shown == ["Hello", Verb.TOOK, Verb.CLOSED, "again"]


def test_when_a_dialog_begins(world: Any) -> None:
    """A first Start, writing, a Start by a link; not a bare Start, an edit or a press."""
    from inbox.domain.closing import close
    from inbox.domain.taking import take

    def finish() -> None:
        take(world.owner, world.chat().pk)
        close(world.owner, world.chat().pk)

    world.hear(start())
    assert world.chat().state == DialogState.NEW
    finish()
    said = message(number=7001)
    for quiet in (
        start(),
        Press("501", profile("501"), 0, "yes:1", "7001"),
        Blocked("501", profile("501"), millis(), True),
    ):
        world.hear(quiet)
        assert Dialog.objects.count() == 1
    world.hear(start(payload="ad_7"))
    assert (Dialog.objects.count(), Dialog.objects.latest("id").payload) == (2, "ad_7")
    finish()
    world.hear(said)
    last = Dialog.objects.latest("id")
    assert (last.number, last.previous_id) == (3, world.owner.pk)
    finish()
    world.hear(Edit("501", profile("501"), millis() + 1000, "7001", "changed"))
    assert Dialog.objects.count() == 3


def test_start_leaves_its_line_with_the_payload(world: Any) -> None:
    world.hear(start(payload="lp_17"))
    entry = Entry.objects.get()
    assert (entry.kind, entry.verb, entry.content["payload"]) == (EntryKind.SERVICE, Verb.STARTED, "lp_17")
    assert world.chat().client_count == 1
    world.hear(message(text="A question"))
    assert Dialog.objects.get().text == "A question"


def test_an_edit_keeps_what_was_before(world: Any) -> None:
    at = millis(10)
    world.hear(message(text="morning", number=81, at=at))
    rev = world.chat().rev
    edited = Edit("501", profile("501"), at + 3000, "81", "evening")
    world.hear(edited)
    world.hear(edited)
    world.hear(Edit("501", profile("501"), at + 1000, "81", "an older edit"))
    entry = Entry.objects.get()
    assert entry.text == "evening"
    assert [version["text"] for version in entry.content["versions"]] == ["morning"]
    assert entry.rev == world.chat().rev == rev + 1
    assert world.chat().preview["text"] == "evening"
    assert world.chat().client_count == 1


def test_an_edit_before_its_message_stands_for_it(world: Any) -> None:
    at = millis(10)
    world.hear(Edit("501", profile("501"), at + 3000, "81", "evening"))
    assert Entry.objects.get().text == "evening"
    world.hear(message(text="morning", number=81, at=at))
    entry = Entry.objects.get()
    assert (entry.text, entry.number, [version["text"] for version in entry.content["versions"]]) == (
        "evening",
        81,
        ["morning"],
    )
    assert world.chat().client_count == 1


def test_blocking_and_coming_back(world: Any) -> None:
    world.hear(message())
    world.hear(Blocked("501", profile("501"), millis(), True))
    assert Identity.objects.get().blocked_at is not None
    world.hear(Blocked("501", profile("501"), millis(), True))
    world.hear(message(text="back"))
    assert Identity.objects.get().blocked_at is None
    lines = [entry.verb for entry in world.entries() if entry.kind == EntryKind.SERVICE]
    assert lines == [Verb.BLOCKED, Verb.UNBLOCKED]


def test_strangers_who_only_block_or_press_leave_nothing(world: Any) -> None:
    world.hear(Blocked("9", profile("9"), millis(), True), Press("8", profile("8"), 0, "x", "5"))
    assert not Contact.objects.exists()
    assert not Chat.objects.exists()


def test_a_press_is_kept_on_its_message(world: Any) -> None:
    chat = world.new_chat()
    entry = Entry.objects.get()
    Entry.objects.filter(pk=entry.pk).update(content={"buttons": [{"text": "Yes", "data": "y"}]})
    world.hear(Press("501", profile("501"), 0, "y", entry.provider_id))
    entry.refresh_from_db()
    assert [press["data"] for press in entry.content["pressed"]] == ["y"]
    assert entry.rev == chat.rev + 1


@pytest.mark.row("INB-10")
def test_every_kind_of_content_is_kept(world: Any) -> None:
    photo = Media("image", {"file_id": "A"}, size=10, width=4, height=3)
    world.hear(
        message(text="my certificate", media=(photo,), album="al1"),
        message(text="", location=Location(41.7, 44.8, "Shop")),
        message(text="", contact=SharedContact("+995500", "Lev", True)),
        message(text="", media=(Media("sticker", {"file_id": "S"}),), emoji="😀"),
        message(text="", unsupported="poll"),
    )
    first, place, card, sticker, unknown = world.entries()
    file = MediaFile.objects.get(kind="image")
    assert (first.media, file.entry, file.chat, file.state) == ([file.pk], first.pk, first.chat_id, "remote")
    assert first.content["album"] == "al1"
    assert place.content["location"]["title"] == "Shop"
    assert card.content["contact"]["phone"] == "+995500"
    assert sticker.content["sticker"] == "😀"
    assert unknown.content["unsupported"] == "poll"
    assert world.chat().preview["unsupported"] == "poll"


@pytest.mark.row("CARD-1")
def test_names_are_refreshed_but_not_over_staff(world: Any) -> None:
    world.hear(message(name="Lev"))
    world.hear(message(name="Leo"))
    assert Contact.objects.get().first_name == "Leo"
    Contact.objects.update(first_name="Mr. Quiet", name_edited=True)
    world.hear(message(name="Leonid"))
    assert Contact.objects.get().first_name == "Mr. Quiet"
    assert Identity.objects.get().first_name == "Leonid"


def test_bad_characters_and_long_names_do_no_harm(world: Any) -> None:
    person = replace(profile("501"), first_name="\0Л\ud800" + "ы" * 300)
    world.hear(Message("501", person, millis(), "81", 81, "a\0b\ud83d"))
    assert Entry.objects.get().text == "ab\ufffd"
    assert len(Contact.objects.get().first_name) == 128


def test_nothing_is_nothing(world: Any) -> None:
    world.hear(Nothing("group"))
    assert not Chat.objects.exists()


def test_waiting_begins_once_and_the_newest_is_unread(world: Any) -> None:
    world.hear(message(at=millis(60)))
    since = world.chat().waiting_since
    world.hear(message())
    chat = world.chat()
    assert chat.waiting_since == since
    assert (chat.client_count, chat.last_client_rev) == (2, chat.rev)


def test_a_message_that_comes_after_later_ones_stands_before_them(world: Any) -> None:
    from inbox.domain.taking import take

    at = millis(60)
    world.hear(message(text="first", number=11, at=at))
    take(world.owner, world.chat().pk)  # so that what the messenger dates before it is shown after it
    world.hear(
        message(text="second", number=12, at=at + 1000), message(text="fifth", number=15, at=at + 4000)
    )
    world.hear(
        message(text="fourth", number=14, at=at + 3000), message(text="third", number=13, at=at + 2000)
    )
    shown = [entry.verb or entry.text for entry in world.entries()]
    assert shown == ["first", Verb.TOOK, "second", "third", "fourth", "fifth"]
