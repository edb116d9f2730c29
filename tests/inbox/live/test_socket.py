"""The socket from end to end inside a process: real session, real database, real Redis."""

import asyncio
import json
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from django.conf import settings
from django.test import Client

from common import live
from inbox.relay.process import relay
from projects.enums import Right
from wepster.sockets import sockets

pytestmark = pytest.mark.django_db(transaction=True)
HOST = b"localhost"


class Page(ApplicationCommunicator):
    """The browser's end of a socket."""

    def __init__(self, client: Client | None, project: int, origin: bytes = b"http://localhost") -> None:
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value if client else "stranger"
        headers = [
            (b"host", HOST),
            (b"origin", origin),
            (b"cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}".encode()),
        ]
        super().__init__(
            sockets,
            {
                "type": "websocket",
                "path": "/ws/",
                "query_string": f"project={project}".encode(),
                "headers": headers,
                "subprotocols": [],
            },
        )

    async def connect(self) -> bool:
        """Was it let in?"""
        await self.send_input({"type": "websocket.connect"})
        return bool((await self.receive_output(timeout=5))["type"] == "websocket.accept")

    async def say(self, text: str) -> None:
        await self.send_input({"type": "websocket.receive", "text": text})

    async def leave(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1005})
        await self.wait(timeout=5)


async def frame(page: Page, kind: str) -> dict[str, Any]:
    """The next frame of that type; others before it are let go."""
    while True:
        said = await page.receive_output(timeout=5)
        assert said["type"] == "websocket.send", said
        told: dict[str, Any] = json.loads(said["text"])
        if told["type"] == kind:
            return told


async def opened(client: Client, project: int, heard: bool = True) -> Page:
    """A page that is let in; it is `heard` once the process listens to Redis, on a busy machine later than the page."""
    page = Page(client, project)
    assert await page.connect()
    assert (await frame(page, "hello"))["ping"] > 0
    if heard:
        async with asyncio.timeout(20):
            await relay()[1].ready.wait()
    return page


async def closed(page: Page) -> int:
    """The close code."""
    while True:
        said = await page.receive_output(timeout=5)
        if said["type"] == "websocket.close":
            return int(said["code"])


def tell(project: int, **facts: Any) -> None:
    live.tell(project, **facts)


@pytest.fixture
def admin_world(transactional_db: None, world: Any) -> Any:
    return world


@pytest.mark.row("INB-22", code="inbox/consumers.py")
async def test_a_hint_reaches_the_open_page(admin_world: Any, client_of: Any) -> None:
    world = admin_world
    client = await sync_to_async(client_of)(world.owner)
    page = await opened(client, world.project.pk)
    chat = await sync_to_async(world.new_chat)()
    said = await frame(page, "changed")
    assert said["chats"] == {str(chat.pk): chat.rev}
    await page.leave()


async def test_strangers_and_signed_out_people_are_turned_away(
    admin_world: Any, client_of: Any, make_person: Any
) -> None:
    nobody = Page(None, admin_world.project.pk)
    await nobody.connect()
    assert await closed(nobody) == 4401
    stranger = await sync_to_async(client_of)(await sync_to_async(make_person)())
    page = Page(stranger, admin_world.project.pk)
    await page.connect()
    assert await closed(page) == 4403


async def test_a_page_of_another_host_is_refused(admin_world: Any, client_of: Any) -> None:
    client = await sync_to_async(client_of)(admin_world.owner)
    for origin in (b"http://evil.test", b"http://p7.pages.localhost", b""):
        assert not await Page(client, admin_world.project.pk, origin).connect(), origin


@pytest.mark.row("TEAM-4", code="inbox/consumers.py")
async def test_changed_rights_close_the_socket_at_once(admin_world: Any, client_of: Any) -> None:
    world = admin_world
    member = await sync_to_async(world.member)()
    page = await opened(await sync_to_async(client_of)(member), world.project.pk)
    await sync_to_async(tell)(world.project.pk, member=member.pk, rights=True)
    assert await closed(page) == 4403


async def test_a_hidden_chat_cannot_be_watched_nor_heard(admin_world: Any, client_of: Any) -> None:
    world = admin_world
    blind = await sync_to_async(world.member)(denied=[Right.INBOX_NEW])
    chat = await sync_to_async(world.new_chat)()
    page = await opened(await sync_to_async(client_of)(blind), world.project.pk)
    owner = await opened(await sync_to_async(client_of)(world.owner), world.project.pk)
    await page.say(json.dumps({"type": "watch", "chat": chat.pk}))
    await owner.say(json.dumps({"type": "watch", "chat": chat.pk}))
    await owner.say(json.dumps({"type": "typing", "chat": chat.pk, "mode": "note"}))
    await sync_to_async(world.new_chat)("502")
    assert (await frame(owner, "changed"))["chats"]
    assert await page.receive_nothing(timeout=0.3)
    for each in (page, owner):
        await each.leave()


async def test_colleagues_see_who_looks_and_types(admin_world: Any, client_of: Any) -> None:
    world = admin_world
    anna = await sync_to_async(world.member)(name="Anna Bell")
    chat = await sync_to_async(world.new_chat)()
    hers = await opened(await sync_to_async(client_of)(anna), world.project.pk)
    his = await opened(await sync_to_async(client_of)(world.owner), world.project.pk)
    watch = json.dumps({"type": "watch", "chat": chat.pk})
    await his.say(watch)
    await hers.say(watch)
    await hers.say(json.dumps({"type": "typing", "chat": chat.pk, "mode": "note"}))
    said = await frame(his, "presence")
    while not said["typing"]:
        said = await frame(his, "presence")
    assert said["chat"] == chat.pk
    assert "Anna" in said["text"]
    await hers.leave()
    said = await frame(his, "presence")
    assert said["text"] == ""
    await his.leave()


@pytest.mark.parametrize(
    "sent", ["", "{", "[]", '{"type": "sudo"}', '{"type": "watch", "chat": "x"}', "[" * 5000]
)
async def test_an_unreadable_command_closes(admin_world: Any, client_of: Any, sent: str) -> None:
    page = await opened(await sync_to_async(client_of)(admin_world.owner), admin_world.project.pk)
    await page.say(sent)
    assert await closed(page) == 4400


async def test_a_beat_finds_an_ended_session(admin_world: Any, client_of: Any) -> None:
    client = await sync_to_async(client_of)(admin_world.owner)
    page = await opened(client, admin_world.project.pk)
    await page.say('{"type": "ping"}')
    assert (await frame(page, "pong"))["type"] == "pong"
    await sync_to_async(client.session.flush)()
    await page.say('{"type": "ping"}')
    assert await closed(page) == 4401


async def test_without_redis_the_socket_stays_and_says_that_updates_pause(
    admin_world: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "REDIS_URL", "redis://127.0.0.1:9")
    page = await opened(
        await sync_to_async(client_of)(admin_world.owner), admin_world.project.pk, heard=False
    )
    assert await frame(page, "paused") == {"type": "paused"}
    await page.say('{"type": "ping"}')
    assert (await frame(page, "pong"))["type"] == "pong"
    await page.leave()


async def test_the_subscription_comes_back(admin_world: Any, client_of: Any) -> None:
    page = await opened(await sync_to_async(client_of)(admin_world.owner), admin_world.project.pk)
    switchboard, subscription = relay()
    async with asyncio.timeout(5):
        await subscription.ready.wait()
    await subscription._redis.client_kill_filter(_type="pubsub")
    assert (await frame(page, "paused"))["type"] == "paused"
    assert (await frame(page, "resumed"))["type"] == "resumed"
    assert switchboard.live
    await page.leave()
