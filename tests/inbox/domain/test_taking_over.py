from typing import Any

import pytest

from inbox.domain.refusals import Refused
from inbox.domain.taking import take
from inbox.domain.taking_over import take_over
from inbox.enums import DialogState, Verb
from inbox.models import Chat, Dialog, Entry, Participant


@pytest.mark.row("INB-19", "INB-14")
def test_an_administrator_takes_over(world: Any) -> None:
    anna, boss = world.member(name="Anna"), world.member("admin", name="Boss")
    chat = world.new_chat().pk
    take(anna, chat)
    row = take_over(boss, chat)
    assert (row.responsible_id, Dialog.objects.get().responsible_id) == (boss.pk, boss.pk)
    assert [inside.member_id for inside in Participant.objects.all()] == [anna.pk]
    line = Entry.objects.get(verb=Verb.TOOK_OVER)
    assert (line.author_id, line.content["whom"]["member"]) == (boss.pk, anna.pk)
    take_over(world.owner, chat)
    assert {inside.member_id for inside in Participant.objects.all()} == {anna.pk, boss.pk}
    take_over(boss, chat)
    assert {inside.member_id for inside in Participant.objects.all()} == {anna.pk, world.owner.pk}


@pytest.mark.row("INB-19")
def test_a_manager_does_not(world: Any) -> None:
    anna, oleg = world.member(), world.member()
    chat = world.new_chat().pk
    take(anna, chat)
    with pytest.raises(Refused) as refused:
        take_over(oleg, chat)
    assert refused.value.code == "right"
    assert Chat.objects.get().responsible_id == anna.pk


def test_what_is_new_is_simply_taken(world: Any) -> None:
    row = take_over(world.owner, world.new_chat().pk)
    assert (row.state, row.responsible_id) == (DialogState.ACTIVE, world.owner.pk)
