"""Files as they are stored, open to everybody that the links name, and the files' host as a visitor sees it."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from channels_hub import file_guard
from channels_hub.domain import files
from channels_hub.models import MediaFile


@pytest.fixture
def guard(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[int]]:
    """Ids of the files that are open to everybody; the inbox's own guard is put aside."""
    seen: set[int] = set()
    monkeypatch.setattr(file_guard, "_guards", [lambda member, file: file.pk in seen])
    return seen


@pytest.fixture
def member(project: Any, make_member: Any) -> Any:
    return make_member(project)


@pytest.fixture
def stored(project: Any, in_project: Any, upload: Any, guard: set[int]) -> Callable[..., MediaFile]:
    """`stored(content, name, kind="file")`: a file of the project."""

    def act(content: bytes, name: str, kind: str = "file") -> MediaFile:
        with in_project(project):
            file = files.store(upload(content, name), kind, name)
        guard.add(file.pk)
        return file

    return act


@pytest.fixture
def get() -> Callable[..., Any]:
    """`get(link, method="get", **headers)` on the files' host."""

    def ask(link: str, method: str = "get", **headers: str) -> Any:
        parts = urlsplit(link)
        assert link.startswith(f"{settings.FILES_URL}/")
        asked = {name.replace("_", "-"): value for name, value in headers.items()}
        return getattr(Client(), method)(parts.path, headers={"Host": parts.netloc, **asked})

    return ask


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content) if answer.streaming else answer.content
