"""The banner of a channel that does not work comes and goes on an open page (CHN-10)."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack


@pytest.mark.row("CHN-10", code="templates/inbox/_trouble.html")
def test_the_banner_comes_and_goes_without_a_reload(
    stack: Stack, demo: dict[str, Any], sit_down: Callable[..., Page]
) -> None:
    project = str(demo["project"])
    bot = stack.control("telegram/bots", name="Вторая обжарка")
    connect = ("connect_channel", "--project", project, "--kind", "telegram", "--json", "--token")
    channel = json.loads(stack.manage(*connect, bot["token"]).splitlines()[-1])["channel"]
    anna = sit_down("anna@demo.test", f"/p/{project}/inbox/new/")
    anna.evaluate("window.same = true")
    banner = anna.locator("#trouble .banner")
    expect(banner).to_have_count(0)

    stack.control(f"telegram/bots/{bot['id']}/revoke")
    look = "from channels_hub.domain.checking import check_by_id"
    stack.manage("shell", "-v", "0", "-c", f"{look}; check_by_id({project}, {channel})")
    expect(banner).to_contain_text("Вторая обжарка")

    token = stack.control(f"telegram/bots/{bot['id']}/reissue")["token"]
    assert json.loads(stack.manage(*connect, token).splitlines()[-1])["channel"] == channel
    expect(banner).to_have_count(0)
    assert anna.evaluate("window.same"), "the page was never loaded anew"
