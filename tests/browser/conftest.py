"""The product started as a person starts it, with one project, one bot in the sandbox and two operators in browsers."""

import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.stack import Stack

PASSWORD = "coffee-roaster-7"
clients = itertools.count(9001)


class Floor:
    """`say(client, text)` writes to the bot as the client; `sign_in(who)` gives a page in a browser of their own."""

    def __init__(self, stack: Stack, browser: Any) -> None:
        self.stack, self._browser = stack, browser
        self.errors: list[str] = []
        self._contexts: dict[str, Any] = {}
        self.project = json.loads(
            stack.manage("project_new", "--owner", "owner@roast.test", "--name", "Northern Roast", "--json")
        )["project"]
        for name, role in (("Olga Bell", "admin"), ("Anna Reed", "manager")):
            email = f"{name.split()[0].lower()}@roast.test"
            stack.manage(
                "member_new",
                *("--project", str(self.project), "--email", email, "--name", name),
                *("--password", PASSWORD, "--role", role, "--json"),
            )
        self.bot = stack.control("telegram/bots", name="Roast")
        stack.manage(
            "connect_channel",
            "--project",
            str(self.project),
            "--kind",
            "telegram",
            "--token",
            self.bot["token"],
        )

    @property
    def inbox(self) -> str:
        return f"{self.stack.url}/p/{self.project}/inbox/"

    def client(self) -> dict[str, Any]:
        """A new client of the messenger."""
        number = next(clients)
        return {"id": number, "name": f"Client {number}"}

    def say(self, client: dict[str, Any], text: str = "", **what: Any) -> None:
        """The client writes."""
        self.stack.control("telegram/say", bot=self.bot["id"], user=client, text=text, **what)

    def got(self, client: dict[str, Any]) -> list[dict[str, Any]]:
        """What the client sees."""
        said = self.stack.seen("telegram/received", bot=self.bot["id"], user=client["id"])
        return list(said["messages"] if isinstance(said, dict) else said)

    def sign_in(self, name: str, **options: Any) -> Any:
        """The operator's page, on the New tab; `name` is "olga" (an administrator) or "anna"."""
        context = self._browser.new_context(
            viewport={"width": 1440, "height": 900}, locale="en-GB", **options
        )
        page = context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.goto(f"{self.inbox}new/")
        page.fill("input[type=email]", f"{name}@roast.test")
        page.fill("input[type=password]", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_selector("#list")
        page.wait_for_function("() => window.htmx !== undefined")
        self._contexts[name] = context
        return page

    def close(self) -> None:
        for context in self._contexts.values():
            context.close()
        self._contexts.clear()


@pytest.fixture(scope="module")
def started(browser: Any) -> Iterator[Any]:
    """One start for the module's tests."""
    with Stack() as stack:
        yield Floor(stack, browser)


@pytest.fixture
def floor(started: Any) -> Iterator[Any]:
    """Fresh browsers; a script's error fails the test."""
    started.errors.clear()
    yield started
    started.close()
    assert started.errors == []


@pytest.fixture
def opened(floor: Any) -> Callable[[Any, dict[str, Any]], None]:
    """`opened(page, client)`: the client's chat is opened from the list."""

    def open_chat(page: Any, client: dict[str, Any]) -> None:
        page.locator(f"#list .chat-row:has-text('{client['name']}')").click()
        page.wait_for_selector("#chat[data-chat] #timeline .msg")

    return open_chat
