"""A colleague whose tab is not in front is told of a new message, once (NTF-1)."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack
from tests.story.test_main_job import Client
from tests.waiting import until

# What the operating system would show is kept in the browser's storage; whether the tab is in front is ours to say.
RECORDER = """
window.Notification = class extends EventTarget {
  static permission = "granted";
  static requestPermission = async () => "granted";
  constructor(title, options) {
    super();
    const told = JSON.parse(localStorage.getItem("told") || "[]");
    told.push([title, options.body]);
    localStorage.setItem("told", JSON.stringify(told));
  }
  close() {}
};
document.hasFocus = () => localStorage.getItem("front") === "yes";
"""

# One tab told the other that it is in front: the look at "now?" is decided.
LISTENER = """(name) => {
  window.inFront = 0;
  new BroadcastChannel(name).addEventListener("message", ({ data }) => { if (data.type === "here") window.inFront += 1; });
}"""


def told(page: Page) -> list[list[str]]:
    return list(page.evaluate("JSON.parse(localStorage.getItem('told') || '[]')"))


def told_of(page: Page, client: Client) -> list[str]:
    return [body for title, body in told(page) if title == client.name]


@pytest.fixture
def two_tabs(stack: Stack, demo: dict[str, Any], sit_down: Callable[..., Page]) -> tuple[Page, Page]:
    """The same person's, both on the list, neither in front."""
    path = f"/p/{demo['project']}/inbox/new/"
    first = sit_down("oleg@demo.test", path, script=RECORDER)
    second = first.context.new_page()
    second.goto(f"{stack.url}{path}")
    expect(second.locator("#list")).to_be_visible()
    return first, second


@pytest.mark.row("NTF-1", code="static/js/notifying.js")
def test_one_of_two_tabs_tells_and_none_while_one_is_in_front(
    stack: Stack, demo: dict[str, Any], two_tabs: tuple[Page, Page]
) -> None:
    client, (first, second) = Client(stack, demo["bots"][0]["username"]), two_tabs
    client.say(text="слышно?")
    until(lambda: told_of(first, client) == ["слышно?"])
    expect(second.locator(".chat-row", has_text=client.name)).to_be_visible()

    first.evaluate("localStorage.setItem('front', 'yes')")
    second.evaluate(LISTENER, f"wepster:{demo['project']}")
    client.say(text="а теперь?")
    expect(first.locator(".chat-row", has_text=client.name)).to_contain_text("а теперь?")
    expect(second.locator(".chat-row", has_text=client.name)).to_contain_text("а теперь?")
    until(lambda: second.evaluate("window.inFront > 0"))
    first.evaluate("localStorage.setItem('front', 'no')")
    client.say(text="последнее")
    until(lambda: "последнее" in told_of(first, client))
    assert told_of(first, client) == ["слышно?", "последнее"]


@pytest.mark.row("NTF-1", code="static/js/notifying.js")
def test_the_tab_that_goes_on_tells_nothing_twice(
    stack: Stack, demo: dict[str, Any], two_tabs: tuple[Page, Page]
) -> None:
    client, (first, second) = Client(stack, demo["bots"][0]["username"]), two_tabs
    client.say(text="раз")
    until(lambda: told_of(second, client) == ["раз"])
    with second.expect_response(lambda answer: "/inbox/news" in answer.url and answer.ok):
        first.close()
    client.say(text="два")
    until(lambda: "два" in told_of(second, client))
    assert told_of(second, client) == ["раз", "два"]
