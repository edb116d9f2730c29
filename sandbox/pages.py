"""The sandbox's pages and their files."""

from typing import TYPE_CHECKING

from aiohttp import web

from sandbox.answers import wrong

if TYPE_CHECKING:
    from sandbox.world import World


async def answer(world: "World", request: web.BaseRequest, path: str) -> web.StreamResponse:
    """A page or 404."""
    return wrong("not built", 404)
