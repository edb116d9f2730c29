from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Membership
from common import clock
from projects.domain.joining import add_member
from projects.domain.refusals import Refused
from projects.enums import Right

pytestmark = pytest.mark.django_db


@pytest.mark.row("TEAM-2")
def test_a_member_joins_the_project_and_its_account(
    project: Any, make_person: Callable[..., Any], in_project: Callable[..., Any]
) -> None:
    person = make_person()

    with in_project(project):
        member = add_member(project, person, denied=[Right.CHATS_TAKE.value])

    assert member.may(Right.CHATS_WRITE)
    assert not member.may(Right.CHATS_TAKE)
    assert Membership.objects.filter(account=project.account, person=person).exists()


def test_who_left_comes_back_on_the_same_row(
    project: Any, make_member: Callable[..., Any], in_project: Any
) -> None:
    member = make_member(project, denied=[Right.ANALYTICS])
    with in_project(project):
        member.left_at = clock.now()
        member.save()
        again = add_member(project, member.person)

    assert (again.pk, again.left_at, again.denied) == (member.pk, None, [])


def test_one_person_joins_once(project: Any, make_member: Callable[..., Any], in_project: Any) -> None:
    member = make_member(project)

    with in_project(project), pytest.raises(Refused) as refusal:
        add_member(project, member.person)

    assert refusal.value.code == "here"
