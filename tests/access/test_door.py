"""The first net, proved (ARCHITECTURE §7.4): every address × every kind of person × method, and every address of an object
with another project's id. New addresses are found in the resolver; a new kind of object needs a maker in samples.py.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from channels_hub.calling import InTransaction
from projects.enums import Right
from projects.scope import project_scope
from tests.access.addresses import Address, addresses
from tests.access.samples import FORMS, SHOWS, World

pytestmark = pytest.mark.django_db
EVERY = list(addresses())
IN_PROJECT = [address for address in EVERY if address.in_project]
METHODS = ("get", "post")
DENIED = {403, 404}
ROW = pytest.mark.row("PRJ-2", "TEAM-3", "TEAM-4", code="projects/door.py")


@contextmanager
def _undone() -> Iterator[None]:
    """What a request changed is undone, so that each is asked of the same world."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Answer:
    status: int
    place: str
    kind: str
    body: str


def ask(who: Any, method: str, path: str, form: Any = None, **headers: str) -> Answer:
    """The answer to one request of a member, a person or (None) a stranger."""
    with _undone():
        client = Client()
        if who is not None:
            client.force_login(getattr(who, "person", who))
        try:
            answer = getattr(client, method)(
                path, form if method == "post" else None, headers=headers or None
            )
        except (
            InTransaction
        ):  # the view went on to the network, which a test's transaction closes: the door was passed
            return Answer(200, "", "", "")
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return Answer(
            answer.status_code,
            answer.headers.get("Location", ""),
            answer.headers.get("Content-Type", ""),
            content.decode("utf-8", "replace"),
        )


def to_sign_in(answer: Answer) -> bool:
    return answer.status == 302 and answer.place.startswith("/accounts/sign-in/")


@pytest.fixture
def home(make_project: Callable[..., Any], make_member: Callable[..., Any]) -> World:
    """The project whose addresses are tried."""
    return World(make_project(name="Secret Roastery"), make_member)


@pytest.fixture
def team(home: World, make_member: Callable[..., Any], make_project: Callable[..., Any]) -> dict[str, Any]:
    """One of each kind; the outsider owns a project elsewhere, the removed one had every right."""
    from projects.domain.managing_team import remove

    owner = make_member(home.project, "owner")
    gone = make_member(home.project, "admin")
    with project_scope(home.project.pk):
        remove(gone, by=owner)
    return {
        "stranger": None,
        "outsider": make_project(name="Elsewhere").account.owner,
        "removed": gone,
        "manager": make_member(home.project),
        "administrator": make_member(home.project, "admin"),
        "owner": owner,
    }


def filled(address: Address, world: World, project: Any = None) -> str:
    assert not address.unknown(), f"{address}: add a maker for {address.unknown()} to tests/access/samples.py"
    with project_scope(world.project.pk):
        return address.path(world, project)


def allowed(address: Address, kind: str) -> bool:
    """May a member of this kind pass the address' door, with all rights?"""
    return {
        "project": {"manager", "administrator", "owner"},
        "administrator": {"administrator", "owner"},
        "owner": {"owner"},
    }[address.door["kind"]].__contains__(kind)


def test_there_are_addresses_to_try() -> None:
    assert len(IN_PROJECT) > 15
    assert {address.door["kind"] for address in EVERY} >= {"public", "account", "project", "administrator"}


@ROW
@pytest.mark.parametrize("address", IN_PROJECT, ids=str)
def test_there_is_something_to_leak(address: Address, home: World, team: dict[str, Any]) -> None:
    """The owner's page is there and names the object; where only POST is served, the object is found by it."""
    part, words = SHOWS.get(address.name, ("", ""))
    if part:
        with project_scope(home.project.pk):
            _ = home[part]
    answer = ask(team["owner"], "get", filled(address, home))

    assert answer.status < 400 or answer.status == 405, f"{address}: {answer.status}"
    assert not to_sign_in(answer)
    html = answer.status == 200 and "text/html" in answer.kind
    if html and "<html" in answer.body:
        assert home.project.name in answer.body
        texts = [words] if words else [home[part].text for part in address.objects[-1:] if home[part].text]
        assert not texts or any(text in answer.body for text in texts), f"{address} does not name {texts}"


@ROW
@pytest.mark.parametrize("address", IN_PROJECT, ids=str)
def test_each_kind_of_person_gets_what_the_mark_says(
    address: Address, home: World, team: dict[str, Any]
) -> None:
    path = filled(address, home)
    for method in METHODS:
        assert to_sign_in(ask(None, method, path)), f"{method} {address}: a stranger was not sent to sign in"
        quiet = ask(None, method, path, hx_request="true")
        assert quiet.status == 401, f"{method} {address}: a stranger's fragment"
        for kind in ("outsider", "removed"):
            answer = ask(team[kind], method, path)
            assert answer.status == 404, f"{method} {address}: {kind} got {answer.status}"
            assert home.project.name not in answer.body
        for kind in ("manager", "administrator", "owner"):
            answer = ask(team[kind], method, path)
            if allowed(address, kind):
                assert not to_sign_in(answer)
                assert answer.status < 500
                assert answer.status != 403 or method == "post", f"{method} {address}: {kind} got 403"
            else:
                assert answer.status == 403, f"{method} {address}: {kind} got {answer.status}"


@ROW
def test_a_manager_without_the_marks_rights_is_refused(home: World, make_member: Callable[..., Any]) -> None:
    for address in IN_PROJECT:
        needed = address.door.get("rights") or []
        for off in [needed] if address.door.get("any_of") else [[right] for right in needed]:
            manager = make_member(home.project, denied=off)
            alone = make_member(home.project, denied=[right for right in Right.values if right not in needed])
            path = filled(address, home)
            for method in METHODS:
                answer = ask(manager, method, path)
                assert answer.status == 403, f"{method} {address} without {off}: {answer.status}"
            assert ask(alone, "get", path).status != 403, f"{address} asks for more than its mark says"


@ROW
@pytest.mark.parametrize("address", [a for a in IN_PROJECT if a.objects], ids=str)
def test_objects_of_another_project_do_not_exist(
    address: Address, home: World, make_member: Callable[..., Any], make_project: Callable[..., Any]
) -> None:
    """Every object's address under the id of a project that the asker owns: nothing is there."""
    elsewhere = make_project(name="Elsewhere")
    theirs = World(elsewhere, make_member)
    owner = make_member(elsewhere, "owner")
    path, own = filled(address, home, elsewhere), filled(address, theirs)
    with project_scope(elsewhere.pk):
        form = FORMS[address.name](theirs) if address.name in FORMS else None
    for method in METHODS:
        mine, stolen = ask(owner, method, own, form), ask(owner, method, path, form)
        if mine.status == 405:
            assert stolen.status in (404, 405), f"{method} {address}: {stolen.status}"
            continue
        assert mine.status != 404, f"{method} {address}: the own object is not found either"
        if stolen.status == 204:  # "nothing to do" is said of what does not exist too
            nothing = re.sub(r"(?<=/)\d+(?=/[a-z-]+/?$)", "999999999", path)
            assert ask(owner, method, nothing, form) == stolen, f"{method} {address}"
            continue
        assert stolen.status == 404, f"{method} {address}: {stolen.status} for a stranger's object"


@pytest.mark.parametrize("address", [a for a in EVERY if a.door["kind"] == "account"], ids=str)
def test_pages_of_a_person_want_a_person(address: Address, home: World, team: dict[str, Any]) -> None:
    path = filled(address, home)
    for method in METHODS:
        assert to_sign_in(ask(None, method, path)), f"{method} {address}"
        answer = ask(team["owner"], method, path)
        assert answer.status < 500
        assert answer.status not in DENIED or method == "post", f"{method} {address}: {answer.status}"


@pytest.mark.parametrize("address", [a for a in EVERY if a.door["kind"] == "staff"], ids=str)
def test_pages_of_staff_are_for_staff(
    address: Address, home: World, team: dict[str, Any], make_person: Callable[..., Any]
) -> None:
    path = filled(address, home)
    for method in METHODS:
        assert to_sign_in(ask(None, method, path)), f"{method} {address}"
        assert ask(team["owner"], method, path).status == 404
        answer = ask(make_person(is_staff=True), method, path)
        assert answer.status not in DENIED
        assert home.project.name not in answer.body


@pytest.mark.parametrize("address", [a for a in EVERY if a.door["kind"] == "public"], ids=str)
def test_public_pages_open_to_everybody(address: Address, home: World, team: dict[str, Any]) -> None:
    path = filled(address, home)
    for who in (None, team["owner"]):
        for method in METHODS:
            answer = ask(who, method, path)
            assert answer.status < 500 or address.name == "readyz"
            assert answer.status not in DENIED
            assert home.project.name not in answer.body


def test_a_colleagues_face_is_no_strangers(home: World, team: dict[str, Any]) -> None:
    address = next(a for a in EVERY if a.name == "accounts:photo")
    path = filled(address, home)

    assert ask(team["manager"], "get", path).status == 200
    assert ask(team["outsider"], "get", path).status == 404
