from collections.abc import Callable
from typing import Any

import pytest

from audience.models import Status
from inbox.models import Group
from projects.domain.founding import found_project
from projects.models import Act, Member

pytestmark = pytest.mark.django_db


@pytest.mark.row("ACC-5", "PRJ-2")
def test_a_project_begins_with_owner_group_and_statuses(
    make_person: Callable[..., Any], in_project: Callable[..., Any]
) -> None:
    person = make_person(name="Olga Vetrova", time_zone="Asia/Omsk")

    project = found_project(person, "Northern Roast")

    assert project.account.owner == person
    assert project.time_zone == "Asia/Omsk"
    with in_project(project):
        assert [(member.person, member.role) for member in Member.objects.all()] == [(person, "owner")]
        assert Group.objects.get().general is True
        assert list(Status.objects.order_by("position").values_list("key", "hue")) == [
            ("not_client", 1),
            ("enquired", 7),
            ("interested", 3),
            ("desire", 2),
            ("client", 5),
            ("regular", 9),
        ]
        assert Act.objects.get().what == "project.founded"


def test_a_second_project_stands_in_the_same_account(make_person: Callable[..., Any]) -> None:
    person = make_person()

    first, second = found_project(person, "One"), found_project(person, "Two")

    assert first.account_id == second.account_id
