"""The web process (ARCHITECTURE §11): intake, sockets, and Django in a fixed pool of threads.

Django runs as WSGI in a2wsgi's pool, never as plain ASGI: a fixed number of threads is a fixed number of database
connections (DEPENDENCIES §2.4). Bodies are spooled before a thread is taken, so slow clients hold none.
"""

import os
from typing import Any, cast

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wepster.settings")
pages = get_wsgi_application()  # sets Django up; what follows imports models

from common.collecting import ease  # noqa: E402
from wepster.handing import Handing  # noqa: E402
from wepster.intake import intake  # noqa: E402
from wepster.probes import PATHS as PROBES  # noqa: E402
from wepster.probes import probes  # noqa: E402
from wepster.sockets import sockets  # noqa: E402
from wepster.spooling import Spool  # noqa: E402

THREADS = int(os.environ.get("WEPSTER_WEB_THREADS", "16"))
_pages = Spool(Handing(cast("Any", pages), workers=THREADS))


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Route by protocol and path: sockets to Channels, /in/ to the intake, /livez and /readyz to the probes, all else to Django."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "websocket":
        await sockets(scope, receive, send)
    elif scope["path"].startswith("/in/"):
        await intake(scope, receive, send)
    elif scope["path"] in PROBES:
        await probes(scope, receive, send)
    else:
        await _pages(scope, receive, send)


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            ease()
            await send({"type": "lifespan.startup.complete"})
        else:
            await intake.close()
            await send({"type": "lifespan.shutdown.complete"})
            return
