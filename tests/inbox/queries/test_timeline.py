"""Timelines by page and by cursor."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from channels_hub.messengers.vocabulary import Edit, Media
from inbox.domain.closing import close
from inbox.domain.noting import note
from inbox.domain.posting import post
from inbox.domain.taking import take
from inbox.models import Chat, Dialog, Entry, Group
from inbox.queries import chat_page, dialogs, timeline
from inbox.queries.standing import standing
from projects.enums import Right
from tests.inbox.conftest import message, millis, profile, start


def texts(found: timeline.Timeline) -> list[str]:
    return [item.text or item.verb or ("hidden" if item.hidden else "") for item in found.items]


@pytest.mark.row("INB-23")
def test_pages_upward_give_all_once(world: Any) -> None:
    world.hear(*(message(text=f"n{number}", at=millis(100 - number // 3)) for number in range(11)))
    chat = world.chat().pk
    found = timeline.page(world.owner, chat, limit=4)
    assert texts(found) == ["n7", "n8", "n9", "n10"]
    assert (found.after, found.rev) == ("", world.chat().rev)
    everything = texts(found)
    while found.before:
        found = timeline.page(world.owner, chat, before=found.before, limit=4)
        everything = texts(found) + everything
    assert everything == [f"n{number}" for number in range(11)]
    assert texts(timeline.page(world.owner, chat, after=found.after, limit=4)) == ["n3", "n4", "n5", "n6"]
    assert texts(timeline.page(world.owner, chat, before="junk", limit=4)) == ["n7", "n8", "n9", "n10"]


@pytest.mark.row("INB-23")
def test_a_link_to_one_message(world: Any) -> None:
    world.hear(*(message(text=f"n{number}", at=millis(100 - number)) for number in range(11)))
    entry = Entry.objects.get(text="n5")
    found = timeline.page(world.owner, entry.chat_id, around=entry.pk, limit=4)
    assert texts(found) == ["n3", "n4", "n5", "n6", "n7"]
    assert found.before
    assert found.after
    assert texts(timeline.page(world.owner, entry.chat_id, around=10**9, limit=2)) == ["n9", "n10"]


@pytest.mark.row("INB-8")
def test_what_one_may_not_see_is_one_line(world: Any) -> None:
    anna = world.member(name="Anna")
    chat = world.new_chat(text="first").pk
    take(anna, chat)
    close(anna, chat)
    world.hear(message(text="of repairs"), message(text="more of it"))
    group = Group.objects.create(project=world.project, name="Repairs", everybody=False)
    second = Dialog.objects.get(state="new")
    Dialog.objects.filter(pk=second.pk).update(group=group)
    Chat.objects.update(group=group)
    found = timeline.page(anna, chat)
    assert texts(found) == ["first", "took", "closed", "hidden"]
    hidden = found.items[-1]
    assert (hidden.id, hidden.dialog) == (-second.pk, second.pk)
    assert "Repairs" in hidden.words
    assert texts(timeline.since(anna, chat, 0)) == ["first", "took", "closed", "hidden"]
    assert texts(timeline.page(world.owner, chat)) == ["first", "took", "closed", "of repairs", "more of it"]
    secret = Entry.objects.get(text="of repairs")
    assert "of repairs" not in texts(timeline.page(anna, chat, around=secret.pk))
    assert timeline.page(world.member(denied=[Right.INBOX_DONE, Right.INBOX_NEW]), chat) is None
    head = chat_page.head(anna, chat)
    assert (head.acts, head.responsible, head.state, head.writing.code) == (frozenset(), None, "", "gone")


@pytest.mark.row("INB-8")
@pytest.mark.parametrize("limit", [2, 3, 4, 5])
def test_a_hidden_line_stands_on_exactly_one_page(world: Any, limit: int) -> None:
    anna = world.member()
    repairs = Group.objects.create(project=world.project, name="Repairs", everybody=False)
    for number in range(4):
        world.hear(*(message(text=f"d{number}") for _ in range(3)))
        take(world.owner, world.chat().pk)
        if number % 2:
            Dialog.objects.filter(state="active").update(group=repairs)
        close(world.owner, world.chat().pk)
    chat = world.chat().pk
    whole = timeline.page(anna, chat, limit=200)
    assert sum(item.hidden for item in whole.items) == 2
    found = timeline.page(anna, chat, limit=limit)
    everything = found.items
    while found.before:
        found = timeline.page(anna, chat, before=found.before, limit=limit)
        everything = found.items + everything
    assert everything == whole.items
    middle = next(item for item in whole.items[4:] if not item.hidden)
    around = timeline.page(anna, chat, around=middle.id, limit=limit)
    newer, after = list(around.items), around.after
    while after:
        more = timeline.page(anna, chat, after=after, limit=limit)
        newer, after = newer + more.items, more.after
    assert newer == whole.items[whole.items.index(around.items[0]) :]


@pytest.mark.row("INB-14", code="inbox/wording.py")
def test_service_lines_in_the_readers_words(world: Any) -> None:
    anna = world.member(name="<b>Anna</b>")
    anna.person.gender = "f"
    anna.person.save()
    chat = world.new_chat().pk
    take(anna, chat)
    with translation.override("en"):
        mine = timeline.page(anna, chat).items[-1]
        theirs = timeline.page(world.owner, chat).items[-1]
    assert mine.words.startswith("<b>You</b> took the chat at ")
    assert theirs.words.startswith("<b>&lt;b&gt;Anna&lt;/b&gt;</b> took the chat at ")
    assert theirs.icon == "hand"


def test_an_item_is_complete(world: Any) -> None:
    asked = message(text="question", media=(Media("image", {"file_id": "A"}),))
    world.hear(start(payload="ad", number=asked.number - 1), asked)
    chat = world.chat().pk
    take(world.owner, chat)
    world.hear(message(text="reply", reply_to=asked.provider_id), message(text="lost", reply_to="1"))
    world.hear(Edit("501", profile("501"), millis() + 2000, asked.provider_id, "a question"))
    answer = post(world.owner, chat, "answer")
    Entry.objects.filter(pk=answer.pk).update(state="failed", error_text="too long")
    started, question, _took, reply, lost, answered = timeline.page(world.owner, chat).items
    assert (started.kind, started.verb) == ("service", "started")
    assert [file.kind for file in question.media] == ["image"]
    assert [version["text"] for version in question.versions] == ["question"]
    assert (reply.quote.item, reply.quote.text, lost.quote.item) == (question.id, "a question", 0)
    assert (answered.author.me, answered.state, answered.error, answered.resend) == (
        True,
        "failed",
        "too long",
        True,
    )
    assert not timeline.page(world.member(), chat).items[-1].resend
    facts = timeline.page(world.owner, chat).dialogs[question.dialog]
    assert (facts.number, facts.state, facts.responsible.member) == (1, "active", world.owner.pk)


def test_queries_do_not_grow_with_entries(world: Any) -> None:
    chat = world.new_chat().pk

    def ask() -> int:
        with CaptureQueriesContext(connection) as asked:
            timeline.page(world.owner, chat)
            chat_page.head(world.owner, chat)
        return len(asked)

    take(world.owner, chat)
    note(world.owner, chat, "one")
    few = ask()
    for member in (world.member("admin"), world.member("admin")):
        note(member, chat, "another")
    world.hear(message(), message())
    assert ask() == few


STEPS = st.lists(
    st.sampled_from(["say", "say2", "edit", "note", "take", "close", "post", "state"]), max_size=14
)


@pytest.mark.row("INB-22")
@given(steps=STEPS, looks=st.integers(1, 4))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_catching_up_equals_loading_anew(world: Any, steps: list[str], looks: int) -> None:
    """Whatever happens, a page that puts in what `since` gives shows what a page loaded anew shows."""
    peer = str(Entry.objects.count() + 10_000)
    chat = world.new_chat(peer).pk
    boss = world.owner
    page = timeline.page(boss, chat, limit=200)
    shown, cursor = {item.id: item for item in page.items}, page.rev
    for number, step in enumerate(steps):
        act(world, boss, chat, peer, step)
        if number % looks == 0:
            cursor = catch_up(boss, chat, shown, cursor)
    catch_up(boss, chat, shown, cursor)
    anew = timeline.page(boss, chat, limit=200)
    assert sorted(shown.values(), key=lambda item: item.order) == anew.items


def catch_up(member: Any, chat: int, shown: dict[int, Any], cursor: int) -> int:
    news = timeline.since(member, chat, cursor)
    shown.update({item.id: item for item in news.items})
    return news.rev


def act(world: Any, boss: Any, chat: int, peer: str, step: str) -> None:
    from inbox.domain.refusals import Refused

    last = Entry.objects.filter(chat=chat, direction="in").order_by("id").last()
    try:
        match step:
            case "say":
                world.hear(message(peer, "more"))
            case "say2":
                world.hear(message(peer, "late", at=millis(30)), message(peer, "now"))
            case "edit":
                world.hear(
                    Edit(
                        peer, profile(peer), millis() + last.pk * 1000, last.provider_id, f"edited {last.rev}"
                    )
                )
            case "note":
                note(boss, chat, "hm")
            case "take":
                take(boss, chat)
            case "close":
                close(boss, chat)
            case "post":
                post(boss, chat, "answer")
            case "state":
                from channels_hub.models import Delivery
                from channels_hub.receivers import Settled
                from inbox.domain.settling import settled

                delivery = Delivery.objects.filter(chat=chat).last()
                if delivery:
                    settled([Settled(delivery.pk, chat, delivery.entry, "sent", f"x{delivery.pk}")])
    except Refused:
        pass


@pytest.mark.row("CARD-6", code="inbox/queries/dialogs.py")
def test_dialogs_of_a_contact(world: Any) -> None:
    anna = world.member(name="Anna")
    chat = world.new_chat(text="A geyser pot?")
    take(anna, chat.pk)
    close(anna, chat.pk)
    world.hear(message(text="Where is order 2187?"))
    lines, count = dialogs.of_contact(anna, chat.contact_id)
    assert [(line.number, line.text, line.state) for line in lines] == [
        (2, "Where is order 2187?", "new"),
        (1, "A geyser pot?", "done"),
    ]
    assert (count, lines[1].responsible.name, lines[0].responsible) == (2, "Anna", None)
    assert lines[1].entry == Entry.objects.get(text="A geyser pot?").pk
    assert dialogs.of_contact(world.member(denied=[Right.INBOX_NEW, Right.INBOX_DONE]), chat.contact_id) == (
        [],
        0,
    )


@pytest.mark.row("CARD-5", code="inbox/queries/standing.py")
def test_standing_to_a_card(world: Any) -> None:
    anna, oleg = world.member(), world.member(denied=[Right.INBOX_OTHERS])
    chat = world.new_chat()
    assert standing(oleg, chat.contact_id).seen
    take(anna, chat.pk)
    mine, theirs = standing(anna, chat.contact_id), standing(oleg, chat.contact_id)
    assert (mine.seen, mine.active, mine.within) == (True, True, True)
    assert (theirs.seen, theirs.active, theirs.within) == (False, True, False)


@pytest.mark.row("INB-9", code="inbox/queries/chat_page.py")
def test_the_head(world: Any) -> None:
    anna, oleg = world.member(name="Anna"), world.member(name="Oleg")
    chat = world.new_chat().pk
    head = chat_page.head(oleg, chat)
    assert (head.name, head.kind, head.tab, head.unread, head.writing.code) == (
        "Lev Quiet",
        "telegram",
        "new",
        1,
        "new",
    )
    take(anna, chat)
    head = chat_page.head(oleg, chat)
    assert (head.responsible.name, head.tab, head.writing.code) == ("Anna", "others", "others")
    assert "Anna" in head.writing.reason
    assert chat_page.head(anna, chat).writing.open
    assert head.traits.max_text == 4096
    assert chat_page.head(world.member(denied=[Right.INBOX_OTHERS]), chat) is None
