"""One request to the control interface."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from sandbox.world import World


@dataclass(slots=True)
class Asked:
    """Method, what is left of the path, and the fields of query and JSON body together."""

    world: "World"
    request: web.BaseRequest
    method: str
    path: str
    fields: dict[str, Any]
