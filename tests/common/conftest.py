"""A page of the shared templates in a real browser, with no server: its addresses are answered from this process."""

import mimetypes
import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.template import engines
from django.utils import translation
from playwright.sync_api import Page, Route

ROOT = Path(settings.STATICFILES_DIRS[0])
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
NAV = [
    {"key": key, "label": key, "icon": icon, "url": f"/{key}", "count": 0, "current": key == "inbox"}
    for key, icon in (
        ("inbox", "messages-square"),
        ("automator", "workflow"),
        ("broadcasts", "megaphone"),
        ("audience", "users-round"),
        ("acquisition", "magnet"),
        ("analytics", "chart-column"),
        ("settings", "settings-2"),
    )
]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The Chromium of the machine, quiet."""
    quiet = ["gpu", "quic", "background-networking", "component-update", "sync"]
    return {
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{what}" for what in quiet)],
    }


@pytest.fixture
def open_page(page: Page) -> Any:
    """`open_page(source, project=False, **context)`: shows a template; at the end nothing broke the policy or threw."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    served: dict[str, str] = {}

    def answer(route: Route) -> None:
        path = route.request.url.split("?")[0].removeprefix("http://wepster.test")
        if path.startswith("/static/"):
            file = ROOT / path.removeprefix("/static/")
            kind = "text/javascript" if file.suffix == ".js" else mimetypes.guess_type(file.name)[0]
            route.fulfill(body=file.read_bytes(), content_type=kind or "font/woff2")
        elif path == "/":
            route.fulfill(
                body=served["/"], content_type="text/html", headers={"Content-Security-Policy": POLICY}
            )
        else:
            route.fulfill(body=f"<!doctype html><title>{path}</title>", content_type="text/html")

    page.route("**/*", answer)

    def show(source: str, project: bool = False, **context: Any) -> Page:
        context = {
            "person": SimpleNamespace(name="Olga Vetrova", letter_keys=True),
            "project": SimpleNamespace(pk=7, name="Northern Roast") if project else None,
            "nav": NAV,
            **context,
        }
        with translation.override("en"):
            served["/"] = engines["django"].from_string(source).render(context)
        page.goto("http://wepster.test/")
        page.wait_for_function(
            "document.querySelector('[role=tablist] [tabindex=\"-1\"]') || document.readyState === 'complete'"
        )
        return page

    yield show
    assert complaints == []
