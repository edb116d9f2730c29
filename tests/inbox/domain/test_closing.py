from typing import Any

import pytest
from django.db import IntegrityError, transaction

from inbox.domain.closing import close
from inbox.domain.refusals import Refused
from inbox.domain.taking import take
from inbox.enums import DialogState, Verb
from inbox.models import Chat, Dialog, Entry


@pytest.mark.row("INB-9", "INB-14")
def test_done(world: Any) -> None:
    chat = world.new_chat().pk
    take(world.owner, chat)
    row = close(world.owner, chat)
    dialog = Dialog.objects.get()
    assert (row.state, row.waiting_since, dialog.state, dialog.closed_by_id) == (
        DialogState.DONE, None, DialogState.DONE, world.owner.pk,
    )  # fmt: skip
    rev = row.rev
    assert close(world.owner, chat).rev == rev
    assert Entry.objects.filter(verb=Verb.CLOSED).count() == 1


@pytest.mark.row("INB-9")
def test_only_the_responsible_closes(world: Any) -> None:
    anna = world.member(name="Anna")
    chat = world.new_chat().pk
    for who, code in ((world.owner, "new"),):
        with pytest.raises(Refused) as refused:
            close(who, chat)
        assert refused.value.code == code
    take(anna, chat)
    with pytest.raises(Refused) as refused:
        close(world.owner, chat)
    assert (refused.value.code, refused.value.by) == ("responsible", anna)
    close(anna, chat)
    with pytest.raises(Refused) as refused:
        close(world.owner, chat)
    assert refused.value.code == "done"
    assert Chat.objects.get().state == DialogState.DONE


@pytest.mark.row("INB-20", code="inbox/models/dialog.py")
@pytest.mark.parametrize(
    "facts",
    [
        {"state": "active", "responsible": None},
        {"state": "new", "responsible": "owner"},
    ],
)
def test_the_database_holds_the_rules(world: Any, facts: dict[str, Any]) -> None:
    world.new_chat()
    responsible = world.owner if facts["responsible"] else None
    with pytest.raises(IntegrityError), transaction.atomic():
        Dialog.objects.update(state=facts["state"], responsible=responsible)


@pytest.mark.row("INB-20", code="inbox/models/dialog.py")
def test_one_open_dialog_a_chat(world: Any) -> None:
    chat = world.new_chat()
    with pytest.raises(IntegrityError), transaction.atomic():
        Dialog.objects.create(project=world.project, chat=chat, number=2, group=chat.group)
