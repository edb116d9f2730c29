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


def told(page: Page) -> list[list[str]]:
    return list(page.evaluate("JSON.parse(localStorage.getItem('told') || '[]')"))


@pytest.mark.row("NTF-1", code="static/js/notifying.js")
def test_one_of_two_tabs_tells_and_none_while_one_is_in_front(
    stack: Stack, demo: dict[str, Any], sit_down: Callable[..., Page]
) -> None:
    client = Client(stack, demo["bots"][0]["username"])
    path = f"/p/{demo['project']}/inbox/new/"
    first = sit_down("oleg@demo.test", path, script=RECORDER)
    second = first.context.new_page()
    second.goto(f"{stack.url}{path}")
    expect(second.locator("#list")).to_be_visible()

    client.say(text="слышно?")
    until(lambda: [client.name, "слышно?"] in [[title, body] for title, body in told(first)])
    expect(second.locator(".chat-row", has_text=client.name)).to_be_visible()
    assert len([one for one in told(first) if one[0] == client.name]) == 1

    first.evaluate("localStorage.setItem('front', 'yes')")
    client.say(text="а теперь?")
    expect(first.locator(".chat-row", has_text=client.name)).to_contain_text("а теперь?")
    expect(second.locator(".chat-row", has_text=client.name)).to_contain_text("а теперь?")
    client.say(text="и ещё")
    expect(second.locator(".chat-row", has_text=client.name)).to_contain_text("и ещё")
    assert [body for title, body in told(first) if title == client.name] == ["слышно?"]
