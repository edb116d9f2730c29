"""Browser tests: on the Chromium that `bin/test` found, and after all others.

Playwright keeps an event loop running in the process that drives the browser; what comes after it there could neither
open a loop of its own nor (Django's guard) a database connection.
"""

import os
from collections.abc import Iterator

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def drives_a_browser(item: pytest.Item) -> bool:
    """Whether the test or one of its fixtures does."""
    return "playwright" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """The Chromium of this machine; playwright's own when none was found."""
    found = os.environ.get("CHROMIUM")
    named = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **named, "args": ARGUMENTS}


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whole modules to the end, since a module's tests share a process and its fixtures."""
    modules = {item.nodeid.split("::")[0] for item in items if drives_a_browser(item)}
    items.sort(key=lambda item: item.nodeid.split("::")[0] in modules)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """The driver's loop is not ours: nothing of Django runs in it."""
    if drives_a_browser(item):
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    else:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return (yield)
