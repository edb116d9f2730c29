"""Shared fixtures: people, projects, members, signed-in clients.

A test that needs the database asks for `db` (rolled back at its end; what leaves on commit does not leave), or for
`transactional_db` (truly committed; tasks, pushes and threads see it). The factories work with both: they ask for neither,
so a test says which. Rows of a project are seen inside `in_project(project)` alone, as everywhere.
"""

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client, override_settings

PASSWORD = "coffee-roaster-7"


@pytest.fixture(scope="session", autouse=True)
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Files of a run live in a folder of their own; static files are served as they lie; passwords hash fast."""
    data = tmp_path_factory.mktemp("data")
    storages = {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(data / "media"), "base_url": None},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        DATA_DIR=data,
        STORAGES=storages,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}},
    ):
        yield data


@pytest.fixture
def make_person() -> Callable[..., Any]:
    """`make_person(email="", name="", password=PASSWORD, **fields)`: a person with a confirmed mailbox."""
    numbers = itertools.count(1)

    def make(email: str = "", name: str = "", password: str = PASSWORD, **fields: Any) -> Any:
        from common import clock

        number = next(numbers)
        fields.setdefault("email_confirmed_at", clock.now())
        return get_user_model().objects.create_user(
            email or f"person{number}@mail.test", password, name=name or f"Person {number}", **fields
        )

    return make


@pytest.fixture
def make_project(make_person: Callable[..., Any]) -> Callable[..., Any]:
    """`make_project(owner=None, name="Northern Roast")`: a founded project; its owner is `project.account.owner`."""

    def make(owner: Any = None, name: str = "Northern Roast", **facts: Any) -> Any:
        from projects.domain.founding import found_project

        return found_project(owner or make_person(), name, **facts)

    return make


@pytest.fixture
def make_member(make_person: Callable[..., Any]) -> Callable[..., Any]:
    """`make_member(project, role="manager", person=None, denied=())`: a member; "owner" gives the one there is."""

    def make(project: Any, role: str = "manager", person: Any = None, denied: Iterable[Any] = ()) -> Any:
        from projects.domain.joining import add_member
        from projects.models import Member
        from projects.scope import project_scope

        with project_scope(project.pk):
            if role == "owner":
                return Member.objects.select_related("person", "project").get(role="owner")
            return add_member(
                project, person or make_person(), role=role, denied=[str(right) for right in denied]
            )

    return make


@pytest.fixture
def project(make_project: Callable[..., Any]) -> Any:
    """One project, for tests that need no more."""
    return make_project()


@pytest.fixture
def client_of() -> Callable[..., Client]:
    """`client_of(member_or_person)`: a test client signed in as that person (None: a stranger)."""

    def make(who: Any = None, **defaults: Any) -> Client:
        client = Client(**defaults)
        if who is not None:
            client.force_login(getattr(who, "person", who))
        return client

    return make


@pytest.fixture
def in_project() -> Callable[[Any], AbstractContextManager[None]]:
    """`with in_project(project):` the scope in which the project's rows exist."""

    def scope(project: Any) -> AbstractContextManager[None]:
        from projects.scope import project_scope

        return project_scope(getattr(project, "pk", project))

    return scope


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Any]:
    """The imitated providers as one process for the run; a test makes a bot of its own in it."""
    from tests.sandbox_process import Sandbox

    with Sandbox() as running:
        yield running


@pytest.fixture
def webchat(transactional_db: None, project: Any) -> Iterator[Any]:
    """The provider of web chats, our own web process, with a project; it has the sandbox's words."""
    from tests.webchat_world import WebchatWorld

    with WebchatWorld(project) as running:
        yield running


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Ids begin anew with each database, so what a cache kept of another test must not be found."""
    cache.clear()
