"""A signed-in browser without the browser: one kept connection, cookies, whole answers."""

import http.client
import re
import time
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from wepster.supervising.running import Running

from .measuring import CannotMeasure

PATIENCE = 60.0
PASSWORD = "wepster-demo"


class Browser:
    """Signs in when it is made. `cookies` is the header for other connections of the same session."""

    def __init__(self, running: Running, email: str = "owner@demo.test") -> None:
        self._connection = http.client.HTTPConnection("localhost", running.port, timeout=PATIENCE)
        self._cookies: dict[str, str] = {}
        path = "/accounts/sign-in/"
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path)[1])
        if token is None:
            raise CannotMeasure("The sign-in page has no form.")
        form = {"email": email, "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        status, _ = self._exchange(
            "POST", path, urlencode(form), {"Content-Type": "application/x-www-form-urlencoded"}
        )
        if status != 302:
            raise CannotMeasure(f"{email} could not sign in: {status}.")

    @property
    def cookies(self) -> str:
        """The Cookie header."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    def get(self, path: str) -> tuple[int, str]:
        """(status, page)."""
        return self._exchange("GET", path)

    def timed(self, path: str) -> tuple[float, str]:
        """(milliseconds to the last byte, page). Raises CannotMeasure unless it is answered with 200."""
        began = time.perf_counter()
        status, page = self.get(path)
        took = (time.perf_counter() - began) * 1000
        if status != 200:
            raise CannotMeasure(f"{path.partition('?')[0]} was answered with {status}.")
        return took, page

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _exchange(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str]:
        self._connection.request(
            method,
            path,
            body,
            {"Cookie": self.cookies, "Accept-Language": "ru", **(headers or {})},
        )
        answer = self._connection.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or ():
            self._cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, page
