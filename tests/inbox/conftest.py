"""A project with a Telegram channel, its team, and clients who speak to it."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from channels_hub.messengers.vocabulary import Inbound, Message, Profile, Start
from channels_hub.models import Channel
from channels_hub.receivers import Received
from common import clock
from inbox.models import Chat, Entry
from projects.models import Member, Project
from projects.scope import project_scope

receipts = itertools.count(1)
accounts = itertools.count(1)
numbers = itertools.count(100)


def make_channel(project: Any) -> Channel:
    """A connected Telegram bot of the project."""
    with project_scope(project.pk):
        n = next(accounts)
        return Channel.objects.create(
            project=project,
            kind="telegram",
            account=f"bot{n}",
            name="Roast",
            username="roast_bot",
            key=f"key{n}",
        )


def millis(ago: float = 0) -> int:
    """Now, or `ago` seconds before, in whole seconds of milliseconds, as Telegram tells."""
    return int(clock.now().timestamp() - ago) * 1000


def profile(peer: str, name: str = "Lev") -> Profile:
    return Profile(external_id=peer, first_name=name, last_name="Quiet", username=f"u{peer}", language="ru")


def message(peer: str = "501", text: str = "Hello", **facts: Any) -> Message:
    """A written message; `name` changes the profile."""
    number = facts.pop("number", None) or next(numbers)
    name = facts.pop("name", "Lev")
    facts.setdefault("at", millis())
    return Message(
        peer=peer, profile=profile(peer, name), provider_id=str(number), number=number, text=text, **facts
    )


def start(peer: str = "501", payload: str = "", **facts: Any) -> Start:
    number = facts.pop("number", None) or next(numbers)
    facts.setdefault("at", millis())
    return Start(
        peer=peer,
        profile=profile(peer),
        provider_id=str(number),
        number=number,
        payload=payload,
        text="/start",
        **facts,
    )


class World:
    """`hear(*happenings)` receives as the lane does; `chat()` is a client's chat; members by name."""

    def __init__(self, project: Project, make_member: Callable[..., Member]) -> None:
        self.project = project
        self.channel = make_channel(project)
        self.owner = make_member(project, "owner")
        self._make_member = make_member

    def member(self, role: str = "manager", name: str = "", denied: Any = ()) -> Member:
        member = self._make_member(self.project, role, denied=denied)
        if name:
            member.person.name = name
            member.person.save()
        return Member.objects.select_related("person", "project").get(pk=member.pk)

    def hear(self, *happenings: Inbound) -> None:
        from django.db import transaction

        from inbox.domain.receiving import receive

        with transaction.atomic():
            receive(self.channel, [Received(next(receipts), happening) for happening in happenings])

    def chat(self, peer: str = "501") -> Chat:
        return Chat.objects.get(identity__external_id=peer, channel=self.channel)

    def entries(self, peer: str = "501") -> list[Entry]:
        """In the shown order."""
        return list(Entry.objects.filter(chat=self.chat(peer)).order_by("at", "number", "id"))

    def new_chat(self, peer: str = "501", text: str = "Hello") -> Chat:
        self.hear(message(peer, text))
        return self.chat(peer)


@pytest.fixture
def world(db: None, make_project: Any, make_member: Any) -> Iterator[World]:
    """The project's scope is active; a test that asks for `transactional_db` too gets a truly committed one."""
    project = make_project()
    with project_scope(project.pk):
        yield World(project, make_member)
