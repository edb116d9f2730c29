"""The web chat's provider, which is our own web process: served for a test, with a log of calls and orders to fail.

It answers to the words that tests/sandbox_process.py has, so that the kit asks both alike. What it does with the database it
does in a thread of its own: tests with an event loop may not.
"""

import asyncio
import functools
import itertools
import json
import secrets
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests
import uvicorn


def on_desk(work: Callable[..., Any]) -> Callable[..., Any]:
    """Run the method in the world's own thread, whose connection is closed afterwards."""

    @functools.wraps(work)
    def done(self: Any, *args: Any, **options: Any) -> Any:
        def run() -> Any:
            from django.db import connections

            try:
                return work(self, *args, **options)
            finally:
                connections.close_all()

        return self._desk.submit(run).result(30)

    return done


class WebchatWorld:
    """`with WebchatWorld(project) as world:` serves the product's web process; `url` is its address, `ask` a browser's request."""

    def __init__(self, project: Any) -> None:
        self.project = project
        self._desk = ThreadPoolExecutor(1)
        self._numbers = itertools.count(1)
        self._calls: list[dict[str, Any]] = []
        self._faults: list[dict[str, Any]] = []
        self.http = requests.Session()
        self.http.trust_env = False

    def __enter__(self) -> "WebchatWorld":
        from acquisition.views import entering, lines
        from wepster.asgi import application

        for pace in (entering.acts, lines.newcomers, lines.writers):  # what other tests asked is forgotten
            pace.forget()
        self._application = application
        config = uvicorn.Config(
            self._serve, port=0, log_level="error", lifespan="off", interface="asgi3", ws="websockets-sansio"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        until = time.monotonic() + 15
        while not self._server.started:
            assert time.monotonic() < until
            time.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        return self

    def __exit__(self, *failure: object) -> None:
        self.http.close()
        self._server.should_exit = True
        self._thread.join(10)
        self._desk.shutdown()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # a visitor's browser

    def host(self, project: Any = None) -> str:
        """The project's pages host, as settings have it in tests."""
        from django.conf import settings

        return f"p{(project or self.project).pk}.{settings.PAGES_URL.partition('://')[2]}"

    def ask(self, verb: str, path: str, token: str = "", project: Any = None, **options: Any) -> Any:
        """One request to the pages host; `path` like "/wc/…/lines"."""
        headers = {"Host": self.host(project), **options.pop("headers", {})}
        if token:
            headers["Authorization"] = f"Visitor {token}"
        return self.http.request(verb, self.url + path, headers=headers, timeout=30, **options)

    # the words of the sandbox

    def provider_url(self, kind: str) -> str:
        return f"{self.url}/wc"

    @on_desk
    def new_bot(self, name: str, kind: str = "webchat", **more: Any) -> dict[str, Any]:
        from channels_hub.messengers.webchat import make_token
        from channels_hub.models import Channel
        from projects.scope import project_scope

        token = make_token()
        with project_scope(self.project.pk):
            channel = Channel.objects.create(
                project=self.project,
                kind="webchat",
                account=token.partition(".")[0],
                name=name,
                token=token,
                secret=secrets.token_urlsafe(24),
                key=secrets.token_urlsafe(24),
                **more,
            )
        return {"id": channel.account, "token": token, "name": name, "channel": channel}

    @on_desk
    def say(self, bot: dict[str, Any], client: str, kind: str = "webchat", text: str = "Hello") -> None:
        from acquisition.domain.chatting import Said, write
        from projects.scope import project_scope

        with project_scope(self.project.pk):
            write(bot["channel"], client, Said(f"k{next(self._numbers)}", text))

    @on_desk
    def received(self, bot: dict[str, Any], client: str, kind: str = "webchat") -> list[dict[str, Any]]:
        from acquisition.models import WebLine
        from projects.scope import project_scope

        with project_scope(self.project.pk):
            rows = WebLine.objects.filter(visitor__channel=bot["channel"], visitor__code=client, own=False)
            return [
                {
                    "message_id": row.rev,
                    "text": row.text,
                    "media": [{"name": row.file.name}] if row.file else [],
                    "content": row.content,
                }
                for row in rows.select_related("file").order_by("rev")
            ]

    @on_desk
    def keep(self, file: Any, content: bytes) -> Any:
        """The file as one that lies in our storage, which is the provider's too."""
        from dataclasses import replace

        from channels_hub import shelving
        from channels_hub.models import MediaFile
        from projects.scope import project_scope

        with project_scope(self.project.pk):
            row = MediaFile.objects.create(
                project=self.project,
                kind=file.kind,
                name=file.name,
                mime=file.mime,
                size=len(content),
                path=shelving.put(self.project.pk, content),
                state="ready",
            )
        return replace(file, file=row.pk)

    def calls(self, bot: Any, kind: str = "webchat", after: int = 0) -> list[dict[str, Any]]:
        return [call for call in self._calls if call["n"] > after]

    def faults(self, kind: str = "webchat", bot: Any = None, times: int = 1, **order: Any) -> None:
        self._faults += [order] * times

    # the server

    async def _serve(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not scope["path"].startswith("/wc/api/"):
            await self._application(scope, receive, send)
            return
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        method = scope["path"].removeprefix("/wc/api/")
        self._calls.append(
            {"n": len(self._calls) + 1, "method": method, "fields": json.loads(body) if body else {}}
        )
        fault = self._faults.pop(0) if self._faults else None

        async def again() -> dict[str, Any]:
            nonlocal body
            if body is None:
                await asyncio.sleep(3600)
            given, body = body, None
            return {"type": "http.request", "body": given, "more_body": False}

        if fault is None:
            await self._application(scope, again, send)
        elif fault.get("drop") == "after":
            await self._application(scope, again, _nowhere)
            head = [(b"content-length", b"1000")]
            await send({"type": "http.response.start", "status": 200, "headers": head})
        else:
            said = {
                "error": fault.get("error", "fast"),
                "text": "so ordered",
                "after": fault.get("retry_after"),
            }
            answer = fault["body"] if "body" in fault else json.dumps(said)
            await send({"type": "http.response.start", "status": fault["status"], "headers": []})
            await send({"type": "http.response.body", "body": answer.encode()})


async def _nowhere(message: Any) -> None:
    """An answer that is lost."""
