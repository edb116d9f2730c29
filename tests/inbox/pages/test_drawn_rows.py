"""A row is drawn once while nothing of it changes, and anew when anything does."""

import dataclasses
import datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from common import clock
from inbox.queries.lists import Row
from inbox.queries.previewing import Preview
from inbox.showing import drawn_rows
from inbox.showing.addresses import chat_address
from inbox.showing.rows import Shown, shown


@pytest.fixture
def line() -> Shown:
    at = clock.now() - datetime.timedelta(minutes=20)
    row = Row(
        chat=7, contact=3, name="<b>Лев</b>", photo=None, kind="telegram", channel="Shop", state="new", preview=Preview("Есть кофе?"),
        at=at, waiting=at, minutes=20, level="warn", percent=60, unread=2, responsible=None, previous=None, part="", group="",
        blocked=False, rev=5,
    )  # fmt: skip

    class Reader:
        project_id = 1
        pk = 1

    return shown(Reader(), row)  # type: ignore[arg-type]


def test_it_is_drawn_once_and_anew_when_anything_of_it_changes(line: Shown) -> None:
    def draw(one: Shown, **how: Any) -> str:
        return drawn_rows.drawn(one, **{"tab": "new", "two": True, "current": False, **how})

    drawn_rows._drawn.cache_clear()
    first = draw(line)
    assert draw(dataclasses.replace(line)) is first
    assert "<b>Лев</b>" not in first
    assert "&lt;b&gt;Лев" in first
    assert 'aria-current="true"' in draw(line, current=True)
    assert "chat-row--two" not in draw(line, two=False)
    more = dataclasses.replace(line, row=dataclasses.replace(line.row, unread=3))
    assert draw(more) != first
    with translation.override("en"):
        assert draw(line) != first
    with timezone.override("Asia/Vladivostok"):
        assert draw(line) != first
    assert draw(line) is first


def test_its_address_is_the_resolvers() -> None:
    assert chat_address(12, 3400) == reverse("inbox:chat", args=[12, 3400])
    assert chat_address(10, 0) == reverse("inbox:chat", args=[10, 0])
