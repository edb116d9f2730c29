"""From an address to its answer: first word of the path decides. No router object: this is on the hot path."""

import traceback
from urllib.parse import unquote

from aiohttp import web

from sandbox import control, pages
from sandbox.answers import wrong
from sandbox.guarding import strange
from sandbox.providers import KINDS, part
from sandbox.world import World

ANSWERS = {kind: part(kind, "dispatch").answer for kind in KINDS}


class Routes:
    """Entry of all requests."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request; a bug becomes 500 and a trace on stderr."""
        try:
            path = request.raw_path.partition("?")[0]
            _, kind, rest = (*path.split("/", 2), "", "")[:3]
            if rest and kind in ANSWERS and not pages.is_window(kind, rest):
                answer: web.StreamResponse = await ANSWERS[kind](self._world.providers[kind], request, rest)
                return answer
            return await self._other(request, unquote(path))
        except (ConnectionError, TimeoutError):
            raise
        except Exception:
            traceback.print_exc()
            return wrong("the sandbox failed, see its log", 500)

    async def _other(self, request: web.BaseRequest, path: str) -> web.StreamResponse:
        """Control interface, push and pages."""
        if path.startswith("/push/"):
            headers = dict(request.headers)
            status = self._world.push.receive(
                path[6:], headers, await request.read(), self._world.clock.now()
            )
            location = f"http://{request.host}{path}"
            return web.Response(status=status, headers={"Location": location} if status == 201 else {})
        if refusal := strange(request):
            return wrong(refusal, 403)
        if path.startswith("/_control/"):
            return await control.answer(self._world, request, path[10:])
        return await pages.answer(self._world, request, path)
