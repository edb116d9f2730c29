"""The lists behind the tabs."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from common import clock
from inbox.domain.closing import close
from inbox.domain.noting import note
from inbox.domain.posting import post
from inbox.domain.reading import read
from inbox.domain.taking import take
from inbox.domain.taking_over import take_over
from inbox.enums import Tab
from inbox.models import Chat, Dialog, Group, GroupMember, Participant
from inbox.queries import counts, lists
from projects.enums import Right
from tests.inbox.conftest import message, millis


def names(page: lists.Page) -> list[str]:
    return [row.preview.text for row in page.rows]


def talk(world: Any, *texts: str) -> list[int]:
    """Chats that began a minute after each other, the first first."""
    made = []
    for number, text in enumerate(texts):
        world.hear(message(str(700 + number), text, at=millis(3600 - number * 60)))
        made.append(world.chat(str(700 + number)).pk)
    return made


@pytest.mark.row("INB-1", "INB-2")
def test_new(world: Any) -> None:
    second = talk(world, "one", "two", "three")[1]
    assert names(lists.page(world.owner, Tab.NEW)) == ["one", "two", "three"]
    assert names(lists.page(world.owner, Tab.NEW, order="new")) == ["three", "two", "one"]
    take(world.owner, second)
    assert names(lists.page(world.owner, Tab.NEW)) == ["one", "three"]
    assert lists.page(world.member(denied=[Right.INBOX_NEW]), Tab.NEW).rows == []


@pytest.mark.row("INB-2", "INB-3", "INB-4", "INB-5")
def test_the_way_of_a_chat_through_the_tabs(world: Any) -> None:
    anna, oleg = world.member(name="Anna Karp"), world.member(name="Oleg")
    (chat,) = talk(world, "Where is order 2187?")

    def where(member: Any) -> dict[Tab, str]:
        found = {}
        for tab in (Tab.NEW, Tab.MINE, Tab.OTHERS, Tab.DONE):
            for row in lists.page(member, tab).rows:
                found[tab] = row.part
        assert lists.tab_of(member, Chat.objects.get()) == next(iter(found))
        return found

    assert where(anna) == where(oleg) == {Tab.NEW: ""}
    take(anna, chat)
    assert (where(anna), where(oleg)) == ({Tab.MINE: "responsible"}, {Tab.OTHERS: ""})
    close(anna, chat)
    assert where(anna) == where(oleg) == {Tab.DONE: ""}
    world.hear(message("700", "Once more"))
    row = lists.page(oleg, Tab.NEW).rows[0]
    assert row.previous is not None
    assert (row.previous.name, row.previous.short, row.responsible) == ("Anna Karp", "Anna", None)
    take(oleg, chat)
    assert (where(anna), where(oleg)) == ({Tab.MINE: "added"}, {Tab.MINE: "responsible"})
    assert lists.page(anna, Tab.MINE, part="responsible").rows == []
    assert lists.page(anna, Tab.MINE, part="added").rows[0].responsible.name == "Oleg"
    take_over(world.owner, chat)
    assert where(world.owner) == {Tab.MINE: "responsible"}


@pytest.mark.row("TEAM-4")
def test_done_without_others_is_ones_own(world: Any) -> None:
    anna, shy = world.member(), world.member(denied=[Right.INBOX_OTHERS])
    first, second = talk(world, "Anna's", "mine")
    for member, chat in ((anna, first), (shy, second)):
        take(member, chat)
        close(member, chat)
    assert names(lists.page(shy, Tab.DONE)) == ["mine"]
    assert names(lists.page(anna, Tab.DONE)) == ["mine", "Anna's"]


@pytest.mark.row("INB-1")
def test_who_waits_comes_first(world: Any) -> None:
    chats = talk(world, "one", "two", "three")
    for chat in chats:
        take(world.owner, chat)
    post(world.owner, chats[0], "answered")
    page = lists.page(world.owner, Tab.MINE)
    assert names(page) == ["two", "three", "answered"]
    first = page.rows[0]
    assert (first.level, first.percent, first.minutes) == ("late", 100, 59)
    assert (page.rows[2].waiting, page.rows[2].level) == (None, "")


@pytest.mark.row("INB-23", code="inbox/queries/lists.py")
@pytest.mark.parametrize("order", ["waiting", "new"])
def test_pages_by_key_give_all_once(world: Any, order: str) -> None:
    chats = talk(world, *(f"n{number}" for number in range(9)))
    group = Group.objects.create(project=world.project, name="Repairs", everybody=False)
    Chat.objects.filter(pk__in=chats[::2]).update(group=group)
    Chat.objects.filter(pk__in=chats[6:]).update(waiting_since=None)
    whole = names(lists.page(world.owner, Tab.NEW, order=order))
    assert sorted(whole) == [f"n{number}" for number in range(9)]
    found, after = [], ""
    while True:
        page = lists.page(world.owner, Tab.NEW, after=after, limit=2, order=order)
        found += names(page)
        after = page.after
        if not after:
            break
    assert found == whole
    assert names(lists.page(world.owner, Tab.NEW, after="n'; drop--")) == names(
        lists.page(world.owner, Tab.NEW)
    )
    assert sorted(names(lists.page(world.owner, Tab.NEW, group=group.pk))) == ["n0", "n2", "n4", "n6", "n8"]
    assert "n0" not in names(lists.page(world.member(), Tab.NEW))


def test_unread_is_each_readers_own(world: Any) -> None:
    anna = world.member()
    (chat,) = talk(world, "one")
    world.hear(message("700", "two"))
    row = lists.row(anna, chat)
    assert row is not None
    assert row.unread == 2
    read(anna, chat, row.rev)
    assert (lists.row(anna, chat).unread, lists.row(world.owner, chat).unread) == (0, 2)
    world.hear(message("700", "three"))
    assert lists.row(anna, chat, Tab.NEW).unread == 1
    assert lists.row(anna, chat, Tab.MINE) is None
    assert lists.row(world.member(denied=[Right.INBOX_NEW]), chat) is None


def test_a_colleagues_words_carry_the_name(world: Any) -> None:
    anna = world.member(name="Anna Karp")
    (chat,) = talk(world, "one")
    note(anna, chat, "ask the store")
    preview = lists.row(world.owner, chat).preview
    assert (preview.author, preview.text, preview.kind) == ("Anna", "ask the store", "note")
    assert lists.row(anna, chat).preview.author == ""


def test_queries_do_not_grow_with_rows(world: Any) -> None:
    def ask(tab: Tab) -> int:
        with CaptureQueriesContext(connection) as asked:
            lists.page(world.owner, tab)
        return len(asked)

    chats = talk(world, "one")
    few = {Tab.NEW: ask(Tab.NEW)}
    chats = talk(world, "one", "two", "three")
    assert ask(Tab.NEW) == few[Tab.NEW] <= 9
    take(world.owner, chats[0])
    one = ask(Tab.MINE)
    for chat in chats[1:]:
        take(world.owner, chat)
    assert ask(Tab.MINE) == one <= 9


@pytest.mark.row("INB-1", code="inbox/queries/counts.py")
def test_counts_equal_a_recount(world: Any) -> None:
    anna, oleg = world.member(), world.member()
    group = Group.objects.create(project=world.project, name="Repairs", everybody=False)
    GroupMember.objects.create(project=world.project, group=group, member=oleg)
    chats = talk(world, *(f"n{number}" for number in range(12)))
    for number, chat in enumerate(chats[:9]):
        take((anna, oleg, world.owner)[number % 3], chat)
    for chat in chats[:4]:
        take_over(world.owner, chat)
    close(world.owner, chats[0])
    Chat.objects.filter(pk__in=chats[5:10]).update(group=group)
    Dialog.objects.filter(chat__in=chats[5:10]).update(group=group)
    for member in (
        anna,
        oleg,
        world.owner,
        world.member(),
        world.member(denied=[Right.INBOX_OTHERS, Right.INBOX_NEW]),
    ):
        found = counts.of(member)
        for tab, count in ((Tab.NEW, found.new), (Tab.MINE, found.mine), (Tab.OTHERS, found.others)):
            listed = lists.page(member, tab, limit=200).rows
            assert (count or 0) == len(listed), (member, tab)
        mine = lists.page(member, Tab.MINE).rows
        assert found.responsible == sum(row.part == "responsible" for row in mine)
        assert found.added == sum(row.part == "added" for row in mine)
        assert found.unread == sum(row.unread > 0 for row in mine)


def test_done_has_dialogs_one_was_added_to_in_the_same_order_by_key(world: Any) -> None:
    anna, oleg = world.member(), world.member()
    group = Group.objects.create(project=world.project, name="Repairs", everybody=False)
    chats = talk(world, *(f"n{number}" for number in range(5)))
    for chat in chats:
        take(oleg, chat)
        dialog = Dialog.objects.get(chat=chat)
        Participant.objects.create(
            project=world.project, chat=Chat.objects.get(pk=chat), dialog=dialog, member=anna
        )
        close(oleg, chat)
    Chat.objects.filter(pk__in=chats[::2]).update(group=group)  # seen as a participant only
    Chat.objects.filter(pk=chats[2]).update(last_at=clock.now() + datetime.timedelta(minutes=1))
    whole = names(lists.page(anna, Tab.DONE))
    assert whole[0] == "n2"
    assert sorted(whole) == ["n0", "n1", "n2", "n3", "n4"]
    found, after = [], ""
    while True:
        page = lists.page(anna, Tab.DONE, after=after, limit=2)
        found, after = found + names(page), page.after
        if not after:
            break
    assert found == whole


@pytest.mark.row("PRJ-1", code="inbox/queries/news.py")
def test_news_of_projects(world: Any) -> None:
    from inbox.queries.news import news

    talk(world, "one", "two")
    facts = news([world.owner])[world.project.pk]
    assert (facts["new"], facts["unread"]) == (2, 0)
    assert clock.now() - facts["waiting"] > datetime.timedelta(minutes=50)
