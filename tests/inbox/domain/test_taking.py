"""«Взять чат»: the first wins, whatever the concurrency."""

import threading
from typing import Any

import pytest
from django.db import connection

from inbox.domain.closing import close
from inbox.domain.leaving import give_back
from inbox.domain.refusals import Refused
from inbox.domain.taking import take
from inbox.enums import DialogState, Verb
from inbox.models import Chat, Dialog, Entry, Participant
from projects.enums import Right
from projects.models import Act, Member
from projects.scope import project_scope
from tests.inbox.conftest import message


@pytest.mark.row("INB-7", "INB-9", "INB-14")
def test_taking(world: Any) -> None:
    anna = world.member(name="Anna")
    chat = take(anna, world.new_chat().pk)
    dialog = Dialog.objects.get()
    assert (chat.state, chat.responsible_id) == (DialogState.ACTIVE, anna.pk)
    assert (dialog.state, dialog.responsible_id) == (DialogState.ACTIVE, anna.pk)
    assert dialog.taken_at is not None
    line = Entry.objects.get(verb=Verb.TOOK)
    assert (line.author_id, line.author_name, line.rev) == (anna.pk, "Anna", chat.rev)
    assert Act.objects.filter(what="dialog.taken").exists()
    rev = chat.rev
    assert take(anna, chat.pk).rev == rev


@pytest.mark.row("INB-7")
def test_the_late_are_told_by_whom(world: Any) -> None:
    anna, oleg = world.member(name="Anna"), world.member(denied=[Right.INBOX_OTHERS])
    chat = world.new_chat()
    take(anna, chat.pk)
    with pytest.raises(Refused) as refused:
        take(oleg, chat.pk)
    assert (refused.value.code, refused.value.by) == ("taken", anna)
    assert "Anna" in refused.value.sentence


@pytest.mark.row("INB-7", "INB-20")
def test_fifty_press_at_once(transactional_db: Any, world: Any) -> None:
    crowd = [world.member(name=f"Operator {n}") for n in range(50)]
    chat = world.new_chat().pk
    barrier, told, taken = threading.Barrier(50), [], []

    def press(member: Member) -> None:
        try:
            barrier.wait(30)
            with project_scope(world.project.pk):
                taken.append(take(member, chat).responsible_id)
        except Refused as refused:
            told.append((refused.code, refused.by.pk if refused.by else None, refused.sentence))
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(member,)) for member in crowd]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(taken) == 1
    winner = Member.objects.select_related("person").get(pk=taken[0])
    assert told == [("taken", winner.pk, told[0][2])] * 49
    assert winner.person.name in told[0][2]
    assert Dialog.objects.get().responsible_id == winner.pk
    assert Entry.objects.filter(verb=Verb.TOOK).count() == 1


def test_rights_and_visibility(world: Any) -> None:
    chat = world.new_chat().pk
    for denied, code in (([Right.CHATS_TAKE], "right"), ([Right.INBOX_NEW], "gone")):
        with pytest.raises(Refused) as refused:
            take(world.member(denied=denied), chat)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        take(world.owner, chat + 1000)
    assert refused.value.code == "gone"
    left = world.member()
    Member.objects.filter(pk=left.pk).update(left_at="2026-01-01T00:00Z")
    with pytest.raises(Refused) as refused:
        take(left, chat)
    assert refused.value.code == "gone"
    assert Chat.objects.get().state == DialogState.NEW


@pytest.mark.row("INB-18", "INB-2")
def test_a_repeat_dialog_brings_the_former_along(world: Any) -> None:
    anna, oleg = world.member(name="Anna"), world.member(name="Oleg")
    chat = world.new_chat().pk
    take(anna, chat)
    close(anna, chat)
    world.hear(message(text="again"))
    take(oleg, chat)
    inside = Participant.objects.get()
    assert (inside.member_id, inside.dialog_id) == (anna.pk, Chat.objects.get().dialog)
    assert Entry.objects.get(verb=Verb.PARTICIPANT).content["whom"] == {"member": anna.pk, "name": "Anna"}


def test_closed_is_not_taken(world: Any) -> None:
    chat = world.new_chat().pk
    take(world.owner, chat)
    close(world.owner, chat)
    with pytest.raises(Refused) as refused:
        take(world.member(), chat)
    assert refused.value.code == "done"


@pytest.mark.row("TEAM-5", code="inbox/domain/leaving.py")
def test_who_leaves_gives_dialogs_back(world: Any) -> None:
    anna, oleg = world.member(name="Anna"), world.member()
    first, second = world.new_chat("1").pk, world.new_chat("2").pk
    take(anna, first)
    take(oleg, second)
    held = Chat.objects.get(pk=second)
    Participant.objects.create(project=world.project, chat=held, dialog_id=held.dialog, member=anna)
    give_back(anna)
    chat = Chat.objects.get(pk=first)
    assert (chat.state, chat.responsible) == (DialogState.NEW, None)
    assert Dialog.objects.get(pk=chat.dialog).previous_id == anna.pk
    assert not Participant.objects.exists()
    assert Chat.objects.get(pk=second).responsible_id == oleg.pk
    assert take(oleg, first).responsible_id == oleg.pk
