"""What projects and accounts tell open pages: a new look, the end of all sessions, removal (PRJ-3, ACC-3, TEAM-3)."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from accounts.domain.passwords import sign_out_everywhere
from projects.domain.dressing import dress
from projects.domain.managing_team import remove
from projects.scope import project_scope
from tests.inbox.live.test_socket import closed, frame, opened


@pytest.fixture
def admin_world(transactional_db: None, world: Any) -> Any:
    return world


def _in_scope(world: Any, act: Any, *given: Any, **facts: Any) -> None:
    with project_scope(world.project.pk):
        act(*given, **facts)


@pytest.mark.row("PRJ-3", code=["projects/domain/dressing.py", "inbox/relay/switchboard.py"])
async def test_a_new_look_reaches_every_open_page(admin_world: Any, client_of: Any) -> None:
    world = admin_world
    member = await sync_to_async(world.member)()
    page = await opened(await sync_to_async(client_of)(member), world.project.pk)

    await sync_to_async(_in_scope)(world, dress, world.project, {"colour": "#b4532f"}, by=world.owner.person)

    assert (await frame(page, "look"))["look"] == world.project.look
    await page.leave()


@pytest.mark.row("ACC-3", code="accounts/domain/passwords.py")
async def test_sign_out_everywhere_closes_open_pages(admin_world: Any, client_of: Any) -> None:
    world = admin_world
    member = await sync_to_async(world.member)()
    page = await opened(await sync_to_async(client_of)(member), world.project.pk)

    await sync_to_async(sign_out_everywhere)(member.person)

    assert await closed(page) in (4401, 4403)


@pytest.mark.row("TEAM-3", code="projects/domain/managing_team.py")
async def test_removal_closes_open_pages(admin_world: Any, client_of: Any) -> None:
    world = admin_world
    member = await sync_to_async(world.member)()
    page = await opened(await sync_to_async(client_of)(member), world.project.pk)

    await sync_to_async(_in_scope)(world, remove, member, by=world.owner)

    assert await closed(page) in (4401, 4403)
