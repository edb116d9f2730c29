"""The whole product, started once for all stories, and people in front of it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.stack import Stack

PASSWORD = "wepster-demo"
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """`bin/up` with the demo in a folder of its own."""
    with Stack() as running:
        yield running


@pytest.fixture
def sit_down(browser: Browser, stack: Stack) -> Iterator[Callable[..., Page]]:
    """`sit_down("anna@demo.test", path)`: a person signed in, in a browser window of their own.

    At the end no page has broken the content policy or thrown.
    """
    complaints: list[str] = []
    contexts = []

    def sit(
        email: str,
        path: str = "/projects/",
        width: int = 1440,
        height: int = 900,
        script: str = "",
        **options: Any,
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, locale="ru-RU", **options)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                complaints.append(f"{page.url}: {message.text}")
                if message.type == "error" and "Content Security Policy" in message.text
                else None
            ),
        )
        page.goto(f"{stack.url}/accounts/sign-in/")
        page.fill("input[name=email]", email)
        page.fill("input[name=password]", PASSWORD)
        page.click("form button[type=submit], form button.btn--primary")
        page.wait_for_url(lambda url: "/accounts/" not in url)
        page.goto(f"{stack.url}{path}")
        return page

    yield sit
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def demo(stack: Stack) -> dict[str, Any]:
    """What `manage.py demo` prints: the project, the bots."""
    import json

    return dict(json.loads(stack.manage("demo").splitlines()[-1]))
