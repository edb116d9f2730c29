"""A filled project keeps the product's invariants, so its pages work like any other's."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Max
from django.urls import reverse

from inbox.enums import DialogState, Direction, Tab
from inbox.models import Chat, ChatRead, Dialog, Entry, Participant
from inbox.queries import counts, lists, timeline
from projects.scope import project_scope

CONTACTS, ENTRIES = 200, 1500


@pytest.fixture
def filled(db: None, project: Any, make_member: Any) -> Any:
    make_member(project, "manager")
    call_command("fill", project=project.pk, contacts=CONTACTS, entries=ENTRIES)
    with project_scope(project.pk):
        yield project


def test_it_has_the_wanted_size_and_every_state(filled: Any) -> None:
    assert Chat.objects.count() == CONTACTS
    assert Entry.objects.count() == ENTRIES
    assert set(Chat.objects.values_list("state", flat=True)) == set(DialogState.values)


def test_every_chat_agrees_with_its_entries_and_its_dialog(filled: Any) -> None:
    for chat in Chat.objects.all():
        entries = list(Entry.objects.filter(chat=chat).order_by("at", "number", "id"))
        heard = [entry for entry in entries if entry.direction == Direction.IN]
        tail = entries[-1]
        unanswered = None
        for entry in entries:
            unanswered = None if entry.direction == Direction.OUT else unanswered or entry.at
        dialog = Dialog.objects.get(pk=chat.dialog)

        assert [entry.rev for entry in entries] == list(range(1, len(entries) + 1))
        assert (chat.rev, chat.last_at, chat.tail_at, chat.tail_number) == (
            tail.rev, tail.at, tail.at, tail.number
        )  # fmt: skip
        assert (chat.preview["entry"], chat.preview["text"], chat.preview["direction"]) == (
            tail.pk, tail.text, tail.direction
        )  # fmt: skip
        assert (chat.client_count, chat.last_client_rev, chat.last_client_at) == (
            len(heard), heard[-1].rev, heard[-1].at
        )  # fmt: skip
        assert chat.waiting_since == (None if chat.state == DialogState.DONE else unanswered)
        assert (dialog.state, dialog.group_id, dialog.responsible_id) == (
            chat.state, chat.group_id, chat.responsible_id
        )  # fmt: skip


def test_counts_equal_a_recount(filled: Any, make_member: Any) -> None:
    owner = make_member(filled, "owner")
    active = Chat.objects.filter(state=DialogState.ACTIVE)
    within = set(Participant.objects.filter(member=owner, open=True).values_list("chat", flat=True))
    mine = {chat.pk for chat in active if chat.responsible_id == owner.pk or chat.pk in within}
    found = counts.of(owner)

    assert found.new == Chat.objects.filter(state=DialogState.NEW).count() > 0
    assert found.mine == len(mine) > 0
    assert found.others == active.count() - len(mine)
    assert ChatRead.objects.exclude(chat__rev__gte=0).count() == 0


def test_pages_open_and_the_cursor_brings_what_is_newer(
    filled: Any, make_member: Any, client_of: Any
) -> None:
    owner = make_member(filled, "owner")
    first = lists.page(owner, Tab.NEW).rows[0]
    newest = Entry.objects.filter(chat=first.chat).aggregate(rev=Max("rev"))["rev"]
    news = timeline.since(owner, first.chat, newest - 1)

    assert news is not None
    assert [item.rev for item in news.items] == [newest]
    client = client_of(owner)
    assert client.get(reverse("inbox:list", args=[filled.pk, "new"])).status_code == 200
    assert client.get(reverse("inbox:chat", args=[filled.pk, first.chat])).status_code == 200


def test_fewer_entries_than_contacts_are_refused(db: None, project: Any) -> None:
    with pytest.raises(CommandError):
        call_command("fill", project=project.pk, contacts=5, entries=4)
