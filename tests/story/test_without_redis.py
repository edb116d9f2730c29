"""Redis stopped and emptied: pages work, nothing is lost, a banner says that live updates pause."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack
from tests.story.test_main_job import Client
from tests.waiting import until


def valkey(stack: Stack) -> int:
    """The process of the stack's Valkey."""
    for pid in stack.processes():
        try:
            words = (Path("/proc") / str(pid) / "cmdline").read_bytes()
        except OSError:
            continue
        if b"valkey-server" in words.split(b"\0")[0]:
            return pid
    raise AssertionError("no Valkey runs")


def test_work_goes_on_while_redis_is_stopped(
    stack: Stack, demo: dict[str, Any], sit_down: Callable[..., Page]
) -> None:
    client = Client(stack, demo["bots"][0]["username"])
    anna = sit_down("anna@demo.test", f"/p/{demo['project']}/inbox/new/")
    client.say(text="до остановки")
    row = anna.locator(".chat-row", has_text=client.name)
    expect(row).to_be_visible()
    row.click()
    anna.locator("form[data-act=taking] button").first.click()
    expect(anna.locator("form[data-act=closing]").first).to_be_attached()
    pid = valkey(stack)
    os.kill(pid, signal.SIGSTOP)
    try:
        expect(anna.locator("#banners")).to_contain_text("обновлени", timeout=30_000)
        client.say(text="во время остановки")
        expect(anna.locator(".msg[data-dir=in]", has_text="во время остановки")).to_be_visible(timeout=40_000)
        anna.fill("#composer-text", "Мы на связи")
        anna.press("#composer-text", "Enter")
        until(lambda: "Мы на связи" in [said["text"] for said in client.sees()])
        anna.goto(f"{stack.url}/p/{demo['project']}/inbox/mine/")
        expect(anna.locator(".chat-row", has_text=client.name)).to_be_visible()
    finally:
        os.kill(pid, signal.SIGCONT)
    client.say(text="после")
    expect(anna.locator(".chat-row", has_text=client.name)).to_contain_text("после", timeout=30_000)
    expect(anna.locator("#banners")).not_to_contain_text("обновлени", timeout=30_000)


@pytest.mark.row("INB-22", code="channels_hub/domain/lanes.py")
def test_an_emptied_redis_loses_nothing(
    stack: Stack, demo: dict[str, Any], sit_down: Callable[..., Page]
) -> None:
    client = Client(stack, demo["bots"][0]["username"])
    anna = sit_down("anna@demo.test", f"/p/{demo['project']}/inbox/new/")
    pid = valkey(stack)
    os.kill(pid, signal.SIGKILL)  # the supervisor starts another; hints of that moment are gone
    client.say(text="пока его не было")
    expect(anna.locator(".chat-row", has_text=client.name)).to_be_visible(timeout=30_000)
    until(lambda: valkey(stack) != pid)
