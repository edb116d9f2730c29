"""The control interface: ``/_control/…`` (INTERFACES.md "Sandbox"). JSON in and out; errors are ``{"error": text}``."""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from aiohttp import web

from sandbox.answers import data, wrong
from sandbox.control.asking import Asked
from sandbox.control.common import COMMON
from sandbox.control.faults import fault_calls
from sandbox.control.logs import log_calls
from sandbox.control.rates import rate_calls
from sandbox.providers import KINDS, part

if TYPE_CHECKING:
    from sandbox.world import World

SHARED = {"faults": fault_calls, "rate": rate_calls, "calls": log_calls}
OF_KIND = {kind: {**SHARED, **part(kind, "control").CALLS} for kind in KINDS}


async def answer(world: "World", request: web.BaseRequest, path: str) -> web.StreamResponse:
    """Answer ``<call>`` or ``<kind>/<call>``."""
    body = await request.read()
    try:
        fields: dict[str, Any] = dict(parse_qsl(request.query_string))
        fields |= json.loads(body) if body else {}
        asked = Asked(world, request, request.method, path, fields)
        kind, _, rest = path.partition("/")
        if kind in OF_KIND:
            given = await _of_kind(asked, kind, rest)
        elif kind in COMMON:
            given = await COMMON[kind](asked)
        else:
            return wrong(f"there is no {path}", 404)
    except KeyError as missing:
        return wrong(f"{missing.args[0]} is missing")
    except LookupError as missing:
        return wrong(str(missing), 404)
    except (ValueError, TypeError, AttributeError) as mistake:
        return wrong(str(mistake))
    return given if isinstance(given, web.StreamResponse) else data(given)


async def _of_kind(asked: Asked, kind: str, rest: str) -> Any:
    """Calls of one provider: those that all have, then its own."""
    word, _, asked.path = rest.partition("/")
    if word not in OF_KIND[kind]:
        raise LookupError(f"there is no {kind}/{word}")
    return await OF_KIND[kind][word](asked, asked.world.provider(kind))
