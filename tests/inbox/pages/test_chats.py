"""The chat pane: what is drawn for whom, and that strangers' texts stay texts."""

from typing import Any

import pytest

from channels_hub.messengers.vocabulary import Location, SharedContact
from inbox.domain import noting, taking
from projects.enums import Right
from tests.inbox.conftest import message

EN = {"accept-language": "en"}


def url(world: Any, path: str = "") -> str:
    return f"/p/{world.project.pk}/inbox/{path}"


def opened(world: Any, client: Any, chat: Any, query: str = "") -> str:
    answer = client.get(url(world, f"chats/{chat.pk}/{query}"), headers=EN)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.row("INB-9", code="templates/inbox/_head.html")
def test_a_new_chat_asks_to_be_taken_and_a_taken_one_can_be_closed(
    db: None, world: Any, client_of: Any
) -> None:
    chat = world.new_chat()
    client = client_of(world.owner)
    page = opened(world, client, chat)
    assert 'data-act="taking"' in page
    assert 'data-act="closing"' not in page
    taking.take(world.owner, chat.pk)
    page = opened(world, client, chat)
    assert 'data-act="taking"' not in page
    assert 'data-act="closing"' in page
    assert "data-writes" in page


@pytest.mark.row("INB-4", code="inbox/showing/foot.py")
def test_others_chats_take_only_notes(db: None, world: Any, client_of: Any) -> None:
    chat = world.new_chat()
    taking.take(world.member(name="Oleg Samoilov"), chat.pk)
    page = opened(world, client_of(world.member()), chat)
    assert "data-writes" not in page
    assert 'data-mode="note"' in page
    assert 'data-act="closing"' not in page
    assert "taking-over" not in page


@pytest.mark.row("INB-19", code="templates/inbox/_head.html")
def test_an_administrator_is_offered_to_take_over(db: None, world: Any, client_of: Any) -> None:
    chat = world.new_chat()
    taking.take(world.member(), chat.pk)
    assert 'data-act="taking-over"' in opened(world, client_of(world.owner), chat)


def test_a_chat_that_is_not_mine_to_see_does_not_exist(
    db: None, world: Any, client_of: Any, make_project: Any
) -> None:
    chat = world.new_chat()
    blind = client_of(world.member(denied=[Right.INBOX_NEW]))
    other = make_project()
    stranger = client_of(other.account.owner)
    for path in ("", "card/", "timeline?since=0", "timeline?before="):
        assert blind.get(url(world, f"chats/{chat.pk}/{path}")).status_code == 404
        assert stranger.get(f"/p/{other.pk}/inbox/chats/{chat.pk}/{path}").status_code == 404
    for verb in ("taking", "taking-over", "closing", "messages", "notes"):
        assert blind.post(url(world, f"chats/{chat.pk}/{verb}"), {"text": "x"}).status_code == 404


NASTY = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7|add:1 }}{% now 'Y' %}",
    "javascript:alert(1) data:text/html,x",
    "'\"--></title><svg/onload=alert(1)>",
]


@pytest.mark.parametrize("text", NASTY)
def test_markup_of_strangers_stays_text(db: None, world: Any, client_of: Any, text: str) -> None:
    world.hear(message(text=text, name=text[:60]))
    chat = world.chat()
    noting.note(world.owner, chat.pk, text)
    client = client_of(world.owner)
    for page in (opened(world, client, chat), opened(world, client, chat, "?part=chat")):
        for live in ("<script>alert", "<img src=x", "<svg/onload", 'href="javascript:', "onerror=alert(1)>"):
            assert live not in page.replace("&lt;img src=x onerror=alert(1)&gt;", "")
        assert "&lt;" in page or "<" not in text
    assert (
        "alert"
        not in client.get(url(world, "new/")).content.decode().replace("&lt;", "").split("<title>")[1][:20]
    )


def test_a_hostile_direction_stays_inside_its_bubble(db: None, world: Any, client_of: Any) -> None:
    world.hear(message(text="safe\u202egpj.exe", name="Lev\u202e"))
    page = opened(world, client_of(world.owner), world.chat())
    assert '<p dir="auto">safe\u202egpj.exe' in page
    assert "<bdi>Lev\u202e" in page


def test_four_thousand_emoji_are_drawn_whole(db: None, world: Any, client_of: Any) -> None:
    world.hear(message(text="🥐" * 4096))
    page = opened(world, client_of(world.owner), world.chat())
    assert page.count("🥐") >= 4096


def test_links_are_made_and_only_to_the_web(db: None, world: Any, client_of: Any) -> None:
    world.hear(
        message(text="See https://a.example/x_(y)?q=1&w=2, www.b.example. ftp://c.example file:///etc")
    )
    page = opened(world, client_of(world.owner), world.chat())
    assert (
        'href="https://a.example/x_(y)?q=1&amp;w=2" target="_blank" rel="noopener noreferrer nofollow"'
        in page
    )
    assert 'href="http://www.b.example"' in page
    assert 'href="ftp' not in page
    assert 'href="file' not in page


@pytest.mark.row("INB-10", code="templates/inbox/_message.html")
def test_places_contacts_and_unknown_kinds_are_named(db: None, world: Any, client_of: Any) -> None:
    world.hear(message(text="", location=Location(61.78, 34.36, "Kirova 5", "Petrozavodsk")))
    world.hear(message(text="", contact=SharedContact("+79000009011", "Viktor Pekarev")))
    world.hear(message(text="", unsupported="poll"))
    page = opened(world, client_of(world.owner), world.chat())
    assert "openstreetmap.org/?mlat=61.780000&amp;mlon=34.360000" in page
    assert "Viktor Pekarev" in page
    assert "Poll" in page
    assert '<img src="https://' not in page, "nothing is loaded from outside"


@pytest.mark.row("INB-23", code="inbox/views/timelines.py")
def test_long_chats_come_by_pages_and_open_at_a_message(db: None, world: Any, client_of: Any) -> None:
    for number in range(100):
        world.hear(message(text=f"message-{number:03d}", at=1_700_000_000_000 + number * 1000))
    chat = world.chat()
    client = client_of(world.owner)
    page = opened(world, client, chat)
    assert "message-099" in page
    assert "message-010" not in page
    before = page.split('data-before="')[1].split('"')[0]
    older = client.get(url(world, f"chats/{chat.pk}/timeline"), {"before": before}).content.decode()
    assert "message-059" in older
    assert "message-060" not in older, "no entry comes twice"
    early = world.entries()[20]
    page = opened(world, client, chat, f"?entry={early.pk}")
    assert early.text in page
    assert f'data-entry="entry-{early.pk}"' in page
    plain = client.get(url(world, f"chats/{chat.pk}/"), {"before": before}).content.decode()
    assert "message-059" in plain, "the link works without scripts"


def test_unread_stands_under_a_line_once(db: None, world: Any, client_of: Any) -> None:
    chat = world.new_chat()
    client = client_of(world.owner)
    line = 'id="unread-line" data-at='
    assert line in opened(world, client, chat)
    assert line not in opened(world, client, chat)


def test_days_stand_once_and_in_order(db: None, world: Any, client_of: Any) -> None:
    for hour in (0, 1, 30):
        world.hear(message(text=f"h{hour}", at=1_700_000_000_000 + hour * 3_600_000))
    page = opened(world, client_of(world.owner), world.chat())
    assert page.count('class="day"') == 2
    keys = [part.split('"')[0] for part in page.split('data-at="')[1:]]
    assert keys == sorted(keys), "scripts put late entries in by this order"


def test_a_page_costs_the_same_whatever_its_length(
    db: None, world: Any, client_of: Any, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(world.owner)
    world.new_chat("1")
    opened(world, client, world.chat("1"))
    with CaptureQueriesContext(
        connection,
    ) as one:
        opened(world, client, world.chat("1"))
    for number in range(30):
        world.hear(message("1", f"t{number}"))
        world.hear(message(f"peer{number}", "hi"))
    opened(world, client, world.chat("1"))
    with CaptureQueriesContext(connection) as many:
        opened(world, client, world.chat("1"))
    assert len(many) <= len(one) + 1
