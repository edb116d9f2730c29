from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from projects.queries import news

pytestmark = pytest.mark.django_db


@pytest.mark.row("PRJ-1")
def test_my_projects_are_listed_with_news_and_nobody_elses(
    make_person: Callable[..., Any],
    make_project: Callable[..., Any],
    make_member: Callable[..., Any],
    client_of: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    olga = make_person()
    first, second = make_project(olga, "Roastery"), make_project(name="Swimming School")
    make_project(name="Not Mine")
    make_member(second, person=olga)
    monkeypatch.setattr(news, "_counts", [lambda members, waiting: {first.pk: {"new": 6, "unread": 14}}])

    page = client_of(olga).get("/projects/").content.decode()

    assert "Roastery" in page
    assert "Swimming School" in page
    assert "Not Mine" not in page
    assert "<b>6</b>" in page
    assert "<b>14</b>" in page


@pytest.mark.row("PRJ-1")
def test_a_paid_account_founds_project_after_project(make_person: Callable[..., Any], client_of: Any) -> None:
    client = client_of(make_person())

    for number in range(4):
        assert client.post("/projects/new/", {"name": f"Project {number}"}).status_code == 302

    assert client.get("/projects/").content.decode().count('class="project"') == 4


def test_the_number_of_queries_does_not_grow_with_projects(
    make_person: Callable[..., Any],
    make_project: Callable[..., Any],
    client_of: Callable[..., Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(news, "_counts", [])  # the inbox counts each project by itself
    person = make_person()
    make_project(person)
    client = client_of(person)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get("/projects/")
        counts.append(len(queries))
        for _ in range(4):
            make_project(person)
    assert counts[1] == counts[0]


def test_each_card_wears_its_own_colour(
    make_project: Callable[..., Any], client_of: Callable[..., Client]
) -> None:
    project = make_project(colour="#b4532f")
    other = make_project(colour="#123456")

    css = client_of(project.account.owner).get("/projects/brands.css").content.decode()

    assert f'[data-brand="{project.pk}"] {{ --brand: #b4532f;' in css
    assert f'"{other.pk}"' not in css
