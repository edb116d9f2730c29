"""What the ui tags draw; time and language are given, nothing needs the database."""

import datetime
import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.template import Context, Template
from django.utils import timezone, translation

from common.presenting import dom, figures, icons, moments, people

NOW = datetime.datetime(2025, 5, 14, 7, 50, tzinfo=datetime.UTC)
NBSP = "\u00a0"


@pytest.fixture(autouse=True)
def reader() -> Any:
    """An English reader in Moscow (UTC+3, so it is 10:50 there)."""
    with translation.override("en"), timezone.override(ZoneInfo("Europe/Moscow")):
        yield


def draw(source: str, **context: Any) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Александр Константинопольский-Задунайский", "АК"),
        ("Пекарня «Изба», Виктор Пекарев", "ПИ"),
        ("Посетитель № 4812", "П"),
        ("ирина", "И"),
        ("e\u0301lise", "É"),
        ("ßeta", "S"),
        ("🔥🔥 007", ""),
        ("  ", ""),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert people.initials(name) == letters


def test_hue_is_of_the_name_not_of_its_spelling() -> None:
    assert people.hue("Ёлка") == people.hue("ЁЛКА") == people.hue("Е\u0308лка")
    assert {people.hue(f"name {n}") for n in range(300)} == set(range(1, 11))


def test_hue_survives_a_lone_surrogate() -> None:
    assert 1 <= people.hue("\ud83d") <= 10


def test_avatar_has_the_photo_or_initials_never_both() -> None:
    drawn = people.avatar("Марина Ковалёва", photo="/f/1?a=1&b=2")
    assert 'src="/f/1?a=1&amp;b=2"' in drawn
    assert "МК" not in drawn
    assert "data-hue" not in drawn
    assert "МК" in people.avatar("Марина Ковалёва")
    assert "<img" not in people.avatar("Марина Ковалёва")
    assert "#user-round" in people.avatar("")


def test_avatar_shows_ring_mark_and_presence() -> None:
    drawn = people.avatar("Ирина", kind="vk", level="warn", percent=160, tone="ok", size="sm", chosen_hue=4)
    assert 'class="avatar avatar--sm" data-hue="4"' in drawn
    assert 'data-level="warn"' in drawn
    assert 'stroke-dasharray="100 100"' in drawn
    assert 'data-m="vk"' in drawn
    assert 'class="dot" data-tone="ok"' in drawn


def test_names_are_escaped_everywhere() -> None:
    evil = "<script>alert(1)</script>\"'"
    for drawn in (
        people.avatar(evil, label=evil),
        people.tag(evil),
        icons.mark(evil),
        draw("{% tag name %}", name=evil),
    ):
        assert "<script" not in drawn
        assert "&lt;script" in drawn
        assert not re.search(r'="[^"]*<', drawn)


def test_icon_points_into_the_sprite() -> None:
    drawn = icons.icon("send", "sm", cls="spin", data="read")
    assert re.search(
        r'class="icon icon--sm spin" data-read aria-hidden="true"><use href="/static/img/icons[^"]*\.svg#send"/>',
        drawn,
    )


def test_mark_says_the_messenger_unless_silent() -> None:
    assert '<span class="vh">VK</span>' in icons.mark("vk")
    assert "vh" not in icons.mark("vk", silent=True)


@pytest.mark.parametrize(
    ("back", "list_words", "ago_words"),
    [
        (timedelta(0), "10:50", "now"),
        (timedelta(minutes=2), "10:48", f"2{NBSP}min"),
        (timedelta(minutes=59, seconds=59), "9:50", f"59{NBSP}min"),
        (timedelta(hours=1), "9:50", "9:50"),
        (timedelta(hours=10, minutes=50), "0:00", "0:00"),
        (timedelta(hours=10, minutes=51), "yesterday", "yesterday"),
        (timedelta(days=1), "yesterday", "yesterday"),
        (timedelta(days=26), "18 Apr", "18 Apr"),
        (timedelta(days=391), "18 Apr 2024", "18 Apr 2024"),
        (timedelta(days=-2), "16 May", "16 May"),
    ],
)
def test_moments_in_words(back: timedelta, list_words: str, ago_words: str) -> None:
    assert moments.words(NOW - back, NOW) == list_words
    assert moments.words(NOW - back, NOW, "ago") == ago_words


def test_the_day_is_the_readers_not_the_servers() -> None:
    late = datetime.datetime(2025, 5, 13, 22, 30, tzinfo=datetime.UTC)
    assert moments.words(late, NOW) == "1:30"
    with timezone.override(ZoneInfo("America/New_York")):
        assert moments.words(late, NOW) == "yesterday"


def test_day_headings_and_full_dates() -> None:
    assert moments.words(NOW, NOW, "day") == "Today, 14 May"
    assert moments.words(NOW - timedelta(days=1), NOW, "day") == "Yesterday, 13 May"
    assert moments.words(NOW + timedelta(days=1), NOW, "day") == "Tomorrow, 15 May"
    assert moments.words(NOW - timedelta(days=391), NOW, "day") == "18 April 2024"
    assert moments.words(NOW, NOW, "full") == "14 May 2025, 10:50"
    with translation.override("ru"):
        assert moments.words(NOW, NOW, "full") == "14 мая 2025, 10:50"
    with pytest.raises(ValueError, match="no such style"):
        moments.words(NOW, NOW, "loose")


def test_when_carries_the_moment_and_the_full_date() -> None:
    drawn = moments.when(NOW - timedelta(minutes=2), NOW, "ago", cls="chat-row__time")
    assert drawn == (
        '<time class="chat-row__time" datetime="2025-05-14T07:48:00+00:00" title="14 May 2025, 10:48" data-when="ago">'
        f"2{NBSP}min</time>"
    )
    assert "data-when" not in moments.when(NOW, NOW, "time")
    assert moments.when(None, NOW) == ""


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (-5, "now"),
        (59, "now"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (47 * 3600, "47 h"),
        (48 * 3600, "2 d"),
    ],
)
def test_spans(length: int, said: str) -> None:
    assert moments.span(timedelta(seconds=length)) == said.replace(" ", NBSP)


def test_numbers_are_grouped_without_breaking() -> None:
    assert figures.number(8914) == "8,914"
    assert figures.number(0) == "0"
    assert figures.number(2.5) == "2.5"
    assert figures.percent(34) == "34%"
    with translation.override("ru"):
        assert figures.number(8914) == f"8{NBSP}914"
        assert figures.number(1234567.25, 2) == f"1{NBSP}234{NBSP}567,25"


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (None, ""),
        (0, "0 B"),
        (1023, "1,023 B"),
        (1024, "1 KB"),
        (1536, "1.5 KB"),
        (10_400, "10 KB"),
        (1_048_575, "1 MB"),
        (1_258_291, "1.2 MB"),
        (3 * 1024**4, "3,072 GB"),
    ],
)
def test_file_sizes(size: int | None, said: str) -> None:
    assert figures.filesize(size) == said.replace(" ", NBSP)


def test_dom_ids() -> None:
    class Chat:
        pk: int | None = 7

    chat = Chat()
    assert dom.dom_id(chat) == "chat-7"
    assert dom.dom_id(chat, "row") == "chat-7-row"
    assert dom.dom_id("chat", 7) == "chat-7"
    assert dom.dom_id("toasts") == "toasts"
    chat.pk = None
    assert dom.dom_id(chat) == "chat-new"


class Sheet(forms.Form):
    name = forms.CharField(label="Name", help_text="Colleagues see it", max_length=60)
    role = forms.ChoiceField(label="Role", choices=[("m", "Manager")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Agree")


def test_a_field_binds_label_hint_and_error() -> None:
    drawn = Sheet({"name": ""})["name"].as_field_group()
    assert '<label class="field__label" for="id_name">' in drawn
    assert 'class="input"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert 'aria-describedby="id_name_helptext id_name_error"' in drawn
    assert 'id="id_name_helptext"' in drawn
    assert 'id="id_name_error"' in drawn


def test_choices_are_a_named_group_and_a_box_sits_in_its_label() -> None:
    form = Sheet()
    assert re.search(r"<fieldset[^>]*>\s*<legend[^>]*>Role</legend>", form["role"].as_field_group())
    assert re.search(r'<label class="check"><input type="checkbox"[^>]*>', form["agree"].as_field_group())


def test_errors_of_the_whole_form_are_an_alert() -> None:
    form = Sheet({"name": "x", "role": "m", "agree": "on"})
    form.full_clean()
    form.add_error(None, "Not <saved>")
    drawn = str(form)
    assert 'role="alert"' in drawn
    assert "Not &lt;saved&gt;" in drawn
