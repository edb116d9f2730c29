"""A whole road: a client at the sandbox, the lanes, the inbox, an operator's page."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client

from channels_hub.enums import Health, Purpose
from channels_hub.models import Delivery
from inbox.domain.posting import post
from inbox.domain.taking import take
from inbox.models import Chat, Entry
from projects.models import Member
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import (  # noqa: F401
    Line,
    Running,
    lanes,
    make_line,
    no_receipts,
    provider,
    start_lanes,
    taker,
    update,
    wait,
)
from tests.channels_hub.roads.test_ingesting import put


@dataclass
class Desk:
    """An operator who leads the chats of a bot's clients."""

    line: Line
    member: Member
    client: Client

    @property
    def project(self) -> int:
        return self.line.channel.project_id

    def chat(self, client: int) -> Chat:
        with project_scope(self.project):
            return Chat.objects.get(channel=self.line.channel, identity__external_id=str(client))

    def post(self, client: int, text: str, files: Any = ()) -> Entry:
        with project_scope(self.project):
            return post(self.member, self.chat(client).pk, text, files)

    def entry(self, entry: Entry) -> Entry:
        with project_scope(self.project):
            return Entry.objects.get(pk=entry.pk)

    def deliveries(self, entry: Entry) -> list[Delivery]:
        with project_scope(self.project):
            return list(Delivery.objects.filter(entry=entry.pk).order_by("part"))

    def page(self, client: int, language: str = "en") -> str:
        """The chat's page as the operator reads it."""
        url = f"/p/{self.project}/inbox/chats/{self.chat(client).pk}/"
        answer = self.client.get(url, headers={"accept-language": language})
        assert answer.status_code == 200
        return answer.content.decode()

    def send_again(self, entry: Entry) -> int:
        """The button's answer."""
        url = f"/p/{self.project}/inbox/entries/{entry.pk}/resending"
        return self.client.post(url, headers={"HX-Request": "true"}).status_code


@pytest.fixture
def make_desk(
    no_receipts: None,  # noqa: F811
    make_line: Callable[..., Line],  # noqa: F811
    make_member: Any,
    project: Any,
    client_of: Any,
    lanes: Running,  # noqa: F811
) -> Callable[..., Desk]:
    """`make_desk(clients)`: a bot whose clients wrote, their chats taken by the owner, the lanes at work."""

    def make(clients: Any = (501,)) -> Desk:
        line = make_line(clients=clients, purpose=Purpose.CLIENTS, health=Health.OK)
        put(line, *(update(number, "Hello", client) for number, client in enumerate(clients, 1)))
        member = make_member(project, "owner")
        with project_scope(project.pk):
            wait(lambda: Chat.objects.filter(channel=line.channel).count() == len(clients))
            for chat in Chat.objects.filter(channel=line.channel):
                take(member, chat.pk)
        return Desk(line, member, client_of(member))

    return make


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()
