from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from projects.enums import Right
from projects.navigation import SECTIONS, built, sections

pytestmark = pytest.mark.django_db


@pytest.mark.row("TEAM-4")
def test_what_a_right_forbids_is_not_drawn(project: Any, make_member: Callable[..., Any]) -> None:
    def keys(**facts: Any) -> list[str]:
        return [item["key"] for item in sections(make_member(project, **facts), "/")]

    ready = [section.key for section in SECTIONS if built(section.path)]
    assert keys(role="admin") == ready
    assert keys() == [key for key in ready if key != "settings"]
    inbox = [right for right in Right if right.value.startswith("inbox.")]
    assert "inbox" not in keys(denied=inbox)
    assert "inbox" in keys(denied=inbox[1:])


def test_a_direct_link_says_what_is_closed_and_who_opens_it(
    project: Any, make_member: Callable[..., Any], client_of: Callable[..., Client]
) -> None:
    answer = client_of(make_member(project)).get(f"/p/{project.pk}/settings/team/")

    assert answer.status_code == 403
    assert project.account.owner.name in answer.content.decode()
