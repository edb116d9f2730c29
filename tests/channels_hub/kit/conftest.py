"""Files at an address, for messengers that come for them."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Any:
    """The provider of the test's kit."""
    return request.getfixturevalue(request.node.callspec.params["kit"].world)


@pytest.fixture
def shelf() -> Iterator[Callable[[str, bytes, str], str]]:
    """`shelf(name, content, mime)`: the address under which these bytes are to be had."""
    files: dict[str, tuple[bytes, str]] = {}

    class Shelf(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content, mime = files[self.path]
            self.send_response(200)
            self.send_header("Content-Type", mime)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content)

        do_HEAD = do_GET  # noqa: N815  the name that the server asks for

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def put(name: str, content: bytes, mime: str) -> str:
        path = f"/{len(files)}.{name.rpartition('.')[2]}"
        files[path] = (content, mime)
        return f"http://127.0.0.1:{server.server_address[1]}{path}"

    yield put
    server.shutdown()
    server.server_close()
