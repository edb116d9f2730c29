"""Answers: one entry and its deliveries, once."""

import uuid
from typing import Any

import pytest

from audience.models import Identity
from channels_hub.enums import FileState
from channels_hub.models import Channel, Delivery, MediaFile
from common import clock
from inbox.domain import posting
from inbox.domain.closing import close
from inbox.domain.noting import note
from inbox.domain.posting import post
from inbox.domain.reading import read
from inbox.domain.refusals import Refused
from inbox.domain.taking import take
from inbox.enums import DialogState, EntryKind, MessageState, Verb
from inbox.models import Chat, ChatRead, Dialog, Entry, Participant
from projects.enums import Right
from tests.inbox.conftest import message


def picture(world: Any, **facts: Any) -> MediaFile:
    facts = {
        "kind": "image",
        "name": "cup.png",
        "mime": "image/png",
        "size": 10,
        "state": FileState.READY,
    } | facts
    return MediaFile.objects.create(project=world.project, **facts)


def taken(world: Any, member: Any = None) -> int:
    chat = world.new_chat().pk
    take(member or world.owner, chat)
    return chat


def refusal(*args: Any) -> str:
    with pytest.raises(Refused) as refused:
        post(*args)
    assert refused.value.sentence
    return refused.value.code


@pytest.mark.row("INB-11", "INB-12")
def test_an_answer_is_queued_once(world: Any) -> None:
    chat, intent = taken(world), uuid.uuid4()
    entry = post(world.owner, chat, " Hello! ", intent=intent)
    assert post(world.owner, chat, " Hello! ", intent=intent).pk == entry.pk
    delivery = Delivery.objects.get()
    assert (entry.text, entry.state, entry.author_id) == ("Hello!", MessageState.QUEUED, world.owner.pk)
    assert (delivery.peer, delivery.entry, delivery.content["text"]) == ("501", entry.pk, "Hello!")
    row = Chat.objects.get()
    assert (row.waiting_since, row.preview["text"], row.preview["state"]) == (None, "Hello!", "queued")
    assert row.rev == entry.rev == ChatRead.objects.get(member=world.owner).rev


@pytest.mark.row("INB-11")
def test_text_and_image(world: Any) -> None:
    chat, file = taken(world), picture(world)
    entry = post(world.owner, chat, "look", [file])
    assert entry.media == [file.pk]
    delivery = Delivery.objects.get()
    assert (delivery.content["text"], delivery.content["file"]["file"]) == ("look", file.pk)
    file.refresh_from_db()
    assert (file.chat, file.entry) == (chat, entry.pk)
    assert refusal(world.owner, chat, "", [file]) == "files"
    assert refusal(world.owner, chat, "", [picture(world, state=FileState.REMOTE)]) == "files"


def test_a_long_text_goes_in_several_calls(world: Any) -> None:
    entry = post(world.owner, taken(world), "word " * 2000)
    assert Delivery.objects.filter(entry=entry.pk).count() == 3
    assert list(Delivery.objects.order_by("part").values_list("part", flat=True)) == [0, 1, 2]


def test_what_is_no_message(world: Any) -> None:
    chat = taken(world)
    assert refusal(world.owner, chat, " \0 ") == "empty"
    assert refusal(world.owner, chat, "x" * (posting.LONGEST + 1)) == "long"
    assert refusal(world.owner, chat, "", [picture(world) for _ in range(11)]) == "files"
    assert Entry.objects.filter(kind=EntryKind.MESSAGE).count() == 1


@pytest.mark.row("INB-4", "INB-17")
def test_who_may_write(world: Any) -> None:
    anna, oleg, mute = world.member(name="Anna"), world.member(), world.member(denied=[Right.CHATS_WRITE])
    new = world.new_chat("7").pk
    assert refusal(anna, new, "hi") == "new"
    chat = taken(world, anna)
    with pytest.raises(Refused) as refused:
        post(oleg, chat, "hi")
    assert (refused.value.code, refused.value.by) == ("others", anna)
    assert refusal(world.owner, chat, "hi") == "others"
    Participant.objects.create(
        project=world.project, chat_id=chat, dialog_id=Chat.objects.get(pk=chat).dialog, member=oleg
    )
    assert post(oleg, chat, "hi").author_id == oleg.pk
    take(mute, new)
    assert refusal(mute, new, "hi") == "right"
    assert note(world.owner, chat, "well").kind == EntryKind.NOTE


@pytest.mark.row("INB-5", "INB-18")
def test_writing_in_done_opens_a_dialog(world: Any) -> None:
    anna, oleg = world.member(), world.member()
    chat = taken(world, anna)
    close(anna, chat)
    entry = post(oleg, chat, "One more thing")
    row = Chat.objects.get()
    dialog = Dialog.objects.latest("id")
    assert (row.state, row.responsible_id, row.dialog) == (DialogState.ACTIVE, oleg.pk, dialog.pk)
    assert (dialog.number, dialog.previous_id, dialog.text, entry.dialog) == (
        2,
        anna.pk,
        "One more thing",
        dialog.pk,
    )
    assert Entry.objects.filter(verb=Verb.REOPENED, author=oleg).count() == 1
    assert [inside.member_id for inside in Participant.objects.all()] == [anna.pk]


def test_where_nothing_can_reach_the_client(world: Any) -> None:
    chat = taken(world)
    Identity.objects.update(blocked_at=clock.now())
    assert refusal(world.owner, chat, "hi") == "blocked"
    Identity.objects.update(blocked_at=None)
    Channel.objects.update(connected=False)
    assert refusal(world.owner, chat, "hi") == "channel"


@pytest.mark.row("INB-13", code="inbox/domain/noting.py")
def test_notes_are_once_and_never_sent(world: Any) -> None:
    chat = world.new_chat().pk
    first = note(world.member(name="Anna"), chat, "ask the store", "n1")
    assert note(first.author, chat, "ask the store", "n1").pk == first.pk
    assert not Delivery.objects.exists()
    assert Chat.objects.get().preview["kind"] == EntryKind.NOTE
    for text, code in (("  ", "empty"), ("x" * 5000, "long")):
        with pytest.raises(Refused) as refused:
            note(world.owner, chat, text)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        note(world.member(denied=[Right.INBOX_NEW]), chat, "hm")
    assert refused.value.code == "gone"


def test_reading_moves_forward_only(world: Any) -> None:
    chat = world.new_chat()
    world.hear(message(text="second"))
    assert read(world.owner, chat.pk, chat.rev)
    mark = ChatRead.objects.get()
    assert (mark.rev, mark.client_count) == (chat.rev, 1)
    assert read(world.owner, chat.pk, 999)
    assert not read(world.owner, chat.pk, chat.rev)
    mark.refresh_from_db()
    assert (mark.rev, mark.client_count) == (world.chat().rev, 2)
    assert not read(world.member(denied=[Right.INBOX_NEW]), chat.pk, 1)
