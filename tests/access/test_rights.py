"""A manager's switches (TEAM-4), each tried by an address that it closes; the rest have no page yet."""

from collections.abc import Callable
from typing import Any

import pytest

from projects.enums import Right
from projects.scope import project_scope
from tests.access.addresses import addresses
from tests.access.samples import World
from tests.access.test_door import ask, filled

pytestmark = pytest.mark.django_db
NAMED = {address.name: address for address in addresses()}
TRIED: list[tuple[Right, str, str, dict[str, str]]] = [
    (Right.INBOX_NEW, "get", "inbox:list", {}),
    (Right.INBOX_NEW, "get", "inbox:chat", {}),
    (Right.INBOX_NEW, "get", "inbox:timeline", {}),
    (Right.CHATS_TAKE, "post", "inbox:taking", {}),
    (Right.CARDS_EDIT, "post", "audience:field", {"value": "Omsk"}),
]


@pytest.fixture
def home(make_project: Callable[..., Any], make_member: Callable[..., Any]) -> World:
    return World(make_project(name="Secret Roastery"), make_member)


@pytest.mark.row("TEAM-4", code="projects/models/member.py")
@pytest.mark.parametrize(("right", "method", "name", "form"), TRIED, ids=str)
def test_a_switch_closes_its_page(
    right: Right, method: str, name: str, form: dict[str, str], home: World, make_member: Callable[..., Any]
) -> None:
    path = filled(NAMED[name], home)

    assert ask(make_member(home.project), method, path, form).status < 400
    assert ask(make_member(home.project, denied=[right]), method, path, form).status in (403, 404)


@pytest.mark.row("TEAM-4", code="projects/models/member.py")
def test_with_everything_off_nothing_of_a_client_is_seen(
    home: World, make_member: Callable[..., Any]
) -> None:
    with project_scope(home.project.pk):
        _ = home["entry"], home["tag"], home["file"]
    blind = make_member(home.project, denied=list(Right))
    for address in NAMED.values():
        if address.in_project and address.door["kind"] == "project":
            answer = ask(blind, "get", filled(address, home))
            assert "Samplova" not in answer.body, address
            assert "Sample words" not in answer.body, address
