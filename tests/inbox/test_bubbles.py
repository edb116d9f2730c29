"""The quick bubble and the template say the same, and nothing that needs the template is drawn quickly."""

import datetime
import re
from typing import Any

import pytest
from django.template.loader import get_template

from inbox.queries.faces import Face
from inbox.queries.timeline import Item, Quote, Timeline
from inbox.showing.bubbles import plain
from inbox.showing.lines import Line, lines

AT = datetime.datetime(2026, 3, 4, 5, 6, 7, tzinfo=datetime.UTC)
OLEG = Face(7, "Олег <b>Сон</b>", gender="m")
ME = Face(8, "Анна", me=True)


def drawn(**facts: Any) -> list[Line]:
    item = Item(5, "1790000000.1.5", 3, AT, **({"kind": "message", "direction": "in", "text": "Да?"} | facts))
    return [line for line in lines(Timeline([item], "", "", 1, {})) if line.shape == "message"]


def by_template(line: Line) -> str:
    return get_template("inbox/_message.html").render({"line": line, "item": line.item})


def squeezed(html: str) -> str:
    return re.sub(r">\s+<", "><", html.strip())


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"text": '<script>alert("1")</script> https://x.test/?a=1&b=2'},
        {"text": ""},
        {"edited_at": AT},
        {"direction": "out", "author": OLEG, "author_name": OLEG.name, "state": "sent"},
        {"direction": "out", "author": OLEG, "state": "read"},
        {"direction": "out", "author_name": "Кто-то <i>", "state": "delivered"},
        {"direction": "out", "author": ME, "state": "queued", "intent": 'composer:"><b>'},
    ],
)
def test_it_is_what_the_template_draws(facts: dict[str, Any]) -> None:
    (line,) = drawn(**facts)
    assert plain(line)
    assert squeezed(plain(line)) == squeezed(by_template(line))


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "note", "author": OLEG},
        {"origin": "chain", "direction": "out"},
        {"quote": Quote(1, "Лев", "Что?")},
        {"content": {"buttons": [{"text": "Да"}]}},
        {"content": {"deleted": True}},
        {"content": {"contact": {"name": "Лев", "phone": "+1"}}},
        {"versions": ({"text": "Нет"},)},
        {"direction": "out", "state": "failed", "error": "Не отправлено"},
        {"direction": "out", "state": "queued", "error": "Подождём"},
    ],
)
def test_what_is_more_than_a_text_is_left_to_the_template(facts: dict[str, Any]) -> None:
    (line,) = drawn(**facts)
    assert not plain(line)
