"""Sockets: the page's own at `/ws/`, a visitor's at `/wc/<account>/live`; for pages of the very host they are asked of.

Landings and widget frames are on hosts that we allow too, but their pages are the users': Channels' validator alone would
let them in, so the Origin must also be this Host.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from channels.routing import URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.urls import path

from acquisition.consumers import VisitorConsumer
from inbox.consumers import LiveConsumer

_routes: Any = URLRouter(
    [path("ws/", LiveConsumer.as_asgi()), path("wc/<str:account>/live", VisitorConsumer.as_asgi())]
)
_PATHS = re.compile(r"/ws/|/wc/[A-Za-z0-9_-]{1,64}/live")
_guarded = AllowedHostsOriginValidator(_routes)


async def sockets(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Serve a socket; an unknown path or a page of another host is refused before it opens."""
    if _PATHS.fullmatch(scope["path"]) and _same_host(dict(scope["headers"])):
        await _guarded(scope, receive, send)
        return
    await receive()
    await send({"type": "websocket.close", "code": 4404})


def _same_host(headers: dict[bytes, bytes]) -> bool:
    origin = urlsplit(headers.get(b"origin", b"").decode("latin-1"))
    return origin.netloc.lower() == headers.get(b"host", b"").decode("latin-1").lower() != ""
