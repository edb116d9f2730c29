"""A product's webhook: keeps what comes and answers by a list of statuses, then 200."""

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """A sandbox that is killed leaves its connections: no traces of that."""


@dataclass
class Hit:
    """One delivery."""

    at: float
    path: str
    headers: dict[str, str]
    update: dict[str, Any]
    raw: bytes = b""


@dataclass
class Receiver:
    """``answers``: statuses (or (status, headers, body)) for the next deliveries; ``decide(update)`` wins.

    A GET is Facebook's challenge, answered for the right ``verify`` token."""

    answers: list[Any] = field(default_factory=list)
    hits: list[Hit] = field(default_factory=list)
    decide: Any = None
    verify: str = "verify-me"

    def __enter__(self) -> Self:
        receiver = self

        class Answering(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                raw = self.rfile.read(int(self.headers["Content-Length"]))
                body = json.loads(raw)
                receiver.hits.append(Hit(time.monotonic(), self.path, dict(self.headers), body, raw))
                answer = receiver.answers.pop(0) if receiver.answers else 200
                if receiver.decide:
                    answer = receiver.decide(body)
                status, headers, content = answer if isinstance(answer, tuple) else (answer, {}, b"")
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def do_GET(self) -> None:
                asked = dict(parse_qsl(urlsplit(self.path).query))
                good = asked.get("hub.verify_token") == receiver.verify
                content = asked.get("hub.challenge", "").encode() if good else b""
                self.send_response(200 if good else 403)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = _Server(("127.0.0.1", 0), Answering)
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://localhost:{self._server.server_port}/in/telegram/key"

    def texts(self) -> list[str]:
        return [hit.update["message"]["text"] for hit in self.hits if "message" in hit.update]
