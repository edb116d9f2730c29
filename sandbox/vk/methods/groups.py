"""groups.*: who the community is, what its token may, whose communities a person runs."""

from typing import Any

from sandbox.vk.calling import Call
from sandbox.vk.errors import Refused, missing
from sandbox.vk.models import Community

BITS = {"photos": 4, "messages": 4096, "docs": 131072, "manage": 262144}
LEVELS = {"moder": 1, "editor": 2, "admin": 3}


async def get_by_id(call: Call) -> dict[str, Any]:
    """Without ids, the token's own community."""
    if call.person is not None and not call.text("group_id"):
        raise missing("group_ids")
    return {"groups": [about(call, call.community)], "profiles": []}


async def get(call: Call) -> dict[str, Any]:
    """The communities of the person whose token it is."""
    if call.person is None:
        raise Refused(27)
    least = LEVELS.get(call.text("filter"), 0)
    levels = [
        (one, one.roles.get(call.person.id, 0))
        for one in call.vk.bots.values()
        if call.person.id in one.roles
    ]
    items = [
        {**about(call, one), "is_admin": 1, "admin_level": level, "is_member": 1}
        for one, level in levels
        if level >= least
    ]
    return {"count": len(items), "items": items}


async def get_token_permissions(call: Call) -> dict[str, Any]:
    """The token's rights."""
    rights = call.community.tokens[call.token]
    return {
        "mask": sum(BITS.get(right, 0) for right in rights),
        "permissions": [{"name": right, "setting": BITS.get(right, 0)} for right in rights],
    }


async def set_settings(call: Call) -> int:
    """Switch messages and bot features on or off."""
    community = call.own_group()
    community.messages = bool(call.integer("messages", int(community.messages)))
    community.bots = bool(call.integer("bots_capabilities", int(community.bots)))
    call.vk.keep_community(community)
    return 1


def about(call: Call, community: Community) -> dict[str, Any]:
    """A community."""
    found: dict[str, Any] = {
        "id": community.id,
        "name": community.name,
        "screen_name": community.username,
        "is_closed": 0,
        "type": "group",
        "photo_200": f"{call.vk.root}/portrait/-{community.id}",
    }
    return {**found, "deactivated": community.deactivated} if community.deactivated else found
