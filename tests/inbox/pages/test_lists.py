"""The list pane."""

from typing import Any

import pytest

from inbox.domain import taking
from projects.enums import Right
from tests.inbox.conftest import message


def url(world: Any, path: str = "") -> str:
    return f"/p/{world.project.pk}/inbox/{path}"


@pytest.mark.row("INB-1", code="inbox/views/lists.py")
def test_tabs_have_true_counts(db: None, world: Any, client_of: Any) -> None:
    for peer in ("1", "2", "3"):
        world.new_chat(peer)
    taking.take(world.owner, world.chat("3").pk)
    page = client_of(world.owner).get(url(world, "new/")).content.decode()
    assert 'id="tab-new" role="tab"' in page
    assert 'New <span class="num">2</span>' in page or 'Новые <span class="num">2</span>' in page
    assert page.count('data-open="') == 2


@pytest.mark.row("INB-3", code="templates/inbox/_list.html")
def test_mine_is_split_in_two(db: None, world: Any, client_of: Any) -> None:
    taking.take(world.owner, world.new_chat().pk)
    page = client_of(world.owner).get(url(world, "mine/"), headers={"accept-language": "en"}).content.decode()
    assert 'id="list-sub-responsible"' in page
    assert 'id="list-sub-added"' not in page, "an empty part is not drawn"


def test_a_tab_without_the_right_is_closed_in_words(db: None, world: Any, client_of: Any) -> None:
    member = world.member(denied=[Right.INBOX_OTHERS])
    client = client_of(member)
    assert client.get(url(world, "others/")).status_code == 403
    page = client.get(url(world, "mine/")).content.decode()
    assert 'id="tab-others"' not in page, "what a right forbids is not drawn"


def test_home_leads_to_the_first_tab(db: None, world: Any, client_of: Any) -> None:
    assert client_of(world.owner).get(url(world)).headers["Location"] == url(world, "mine/")
    blind = world.member(denied=[Right.INBOX_MINE, Right.INBOX_NEW])
    assert client_of(blind).get(url(world)).headers["Location"] == url(world, "others/")
    none = world.member(denied=[Right.INBOX_MINE, Right.INBOX_NEW, Right.INBOX_OTHERS, Right.INBOX_DONE])
    assert client_of(none).get(url(world)).status_code == 403


def test_strangers_find_nothing(db: None, world: Any, client_of: Any, make_person: Any) -> None:
    assert client_of(make_person()).get(url(world, "new/")).status_code == 404
    assert client_of().get(url(world, "new/")).status_code == 302


def test_further_rows_come_by_key(db: None, world: Any, client_of: Any) -> None:
    for peer in range(53):
        world.hear(message(str(peer), f"text {peer}", at=1_700_000_000_000 + peer * 1000))
    client = client_of(world.owner)
    page = client.get(url(world, "new/")).content.decode()
    assert page.count('data-open="') == 50
    more = page.split('data-more href="')[1].split('"')[0].replace("&amp;", "&")
    rows = client.get(more).content.decode()
    assert rows.count('data-open="') == 3
    assert "<html" not in rows
    again = client.get(url(world, "new/?part=list&count=53")).content.decode()
    assert again.count('data-open="') == 53, "a refresh keeps what was loaded"


def test_an_empty_tab_praises(db: None, world: Any, client_of: Any) -> None:
    page = client_of(world.owner).get(url(world, "new/"), headers={"accept-language": "en"}).content.decode()
    assert "All chats are sorted out" in page or "Все обращения разобраны" in page


@pytest.mark.row("INB-2", code="templates/inbox/_row.html")
def test_a_repeat_shows_who_led_before(db: None, world: Any, client_of: Any) -> None:
    from inbox.domain import closing

    anna = world.member(name="Anna Bell")
    chat = world.new_chat()
    taking.take(anna, chat.pk)
    closing.close(anna, chat.pk)
    world.hear(message(text="Again"))
    page = client_of(world.owner).get(url(world, "new/")).content.decode()
    assert 'class="prev"' in page
    assert ">Anna</span>" in page.replace("\n", "")
