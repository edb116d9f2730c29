"""A VK community as its administrator meets it: signed in, connected, written to, answered, revoked and connected again (CHN-5)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.waiting import until

Opened = Callable[[Any, dict[str, Any]], None]
OUT = "#timeline .msg[data-dir=out]:not([data-pending])"
PICTURE = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
  canvas.getContext("2d").fillRect(20, 20, 200, 100);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([blob], "cup.png", { type: "image/png" }));
  const field = document.getElementById("composer-text");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


class Community:
    """A community at the sandbox and a client of it."""

    def __init__(self, floor: Any) -> None:
        self.floor, self.stack = floor, floor.stack
        self.bot = self.stack.control("vk/bots", name="Северный обжиг")
        self.client = floor.client()
        self.channels = f"{self.stack.url}/p/{floor.project}/settings/channels/"

    def say(self, **what: Any) -> None:
        self.stack.control("vk/say", bot=self.bot["id"], user=self.client, **what)

    def got(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.stack.seen(
            "vk/received", bot=self.bot["id"], user=self.client["id"]
        )
        return found


@pytest.fixture
def community(floor: Any) -> Community:
    return Community(floor)


@pytest.mark.row("CHN-5", code="channels_hub/views/signing_in.py")
def test_a_community_from_signing_in_to_its_new_key(community: Community, floor: Any, opened: Opened) -> None:
    page = floor.sign_in("olga")
    page.goto(f"{community.channels}vk/connecting/")
    page.click("text=I do not see my community")
    page.wait_for_selector("text=You are not its administrator")
    page.click("button:has-text('Sign in with VK')")
    page.click("button[value=allow]")
    page.wait_for_selector("h2:has-text('Which community to connect')")
    page.check(f"label:has-text('{community.bot['name']}') input")
    page.click("button:has-text('Connect')")
    page.click("button[value=allow]")
    page.wait_for_url("**/settings/channels/*/check/")

    community.say(text="Есть ли Эфиопия?", ref="lp_17")
    page.wait_for_selector("text=The connection is checked")
    page.goto(f"{floor.inbox}new/")
    page.wait_for_function("() => window.htmx !== undefined")
    opened(page, community.client)
    page.click("[data-act=taking] button")
    page.wait_for_selector("#composer[data-writes]")
    page.evaluate(PICTURE)
    page.wait_for_selector("#composer-files .attach")
    page.fill("#composer-text", "Вот она")
    page.press("#composer-text", "Enter")
    page.wait_for_selector(f"{OUT} >> text=Вот она")
    page.wait_for_selector(f"{OUT} .bubble__meta:has-text('sent')")
    (answer,) = community.got()
    assert (answer["text"], answer["media"][0]["kind"]) == ("Вот она", "photo")
    community.say(read=True)
    page.wait_for_selector(f"{OUT} .bubble__meta:has-text('read')")

    community.stack.control(f"vk/bots/{community.bot['id']}/revoke")
    page.fill("#composer-text", "Ещё вопрос?")
    page.press("#composer-text", "Enter")
    page.wait_for_selector(f"{OUT} >> text=Ещё вопрос?")
    page.goto(community.channels)
    page.wait_for_selector("text=VK revoked the community's key")
    token = community.stack.control(f"vk/bots/{community.bot['id']}/reissue")["token"]
    page.click("a:has-text('Connect again')")
    page.fill("input[name=token]", token)
    page.click("#key-panel button[type=submit]:has-text('Connect')")
    page.wait_for_url("**/settings/channels/*/check/")
    community.say(text="Спасибо")
    page.wait_for_selector("text=The connection is checked")
    until(lambda: [one["text"] for one in community.got()] == ["Вот она", "Ещё вопрос?"])
