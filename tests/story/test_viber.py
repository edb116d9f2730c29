"""Viber, whole: connected on its page, a client writes, is answered with a picture, states come, the key dies and is renewed."""

import base64
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack
from tests.story.test_main_job import picture
from tests.waiting import until

numbers = itertools.count(7001)


class Client:
    """A person with Viber."""

    def __init__(self, stack: Stack, bot: dict[str, Any]) -> None:
        self.stack, self.bot, self.id = stack, bot, next(numbers)
        self.name = f"Ира Пробная{self.id}"

    def does(self, **act: Any) -> None:
        self.stack.control("viber/say", bot=self.bot["id"], user={"id": self.id, "name": self.name}, **act)

    def sees(self) -> list[dict[str, Any]]:
        return list(self.stack.seen("viber/received", bot=self.bot["id"], user=self.id))


def key_of(page: Page, token: str) -> None:
    page.fill("input[name=token]", token)
    page.locator("#key-panel button[type=submit]").click()


@pytest.mark.row("CHN-4", code="channels_hub/kinds/viber/face.py")
@pytest.mark.row("CHN-9", code="channels_hub/views/checking.py")
@pytest.mark.row("CHN-10", code="channels_hub/kinds/viber/face.py")
@pytest.mark.row("CHN-12", code="channels_hub/views/greeting.py")
@pytest.mark.row("INB-10", code="channels_hub/messengers/viber/sending.py")
@pytest.mark.row("INB-12", code="channels_hub/messengers/viber/parsing.py")
def test_a_viber_bot_from_its_key_to_its_new_key(
    stack: Stack, demo: dict[str, Any], sit_down: Callable[..., Page]
) -> None:
    project = demo["project"]
    settings = f"/p/{project}/settings"
    bot = stack.control("viber/bots", name="Обжиг: опт")
    client = Client(stack, bot)

    owner = sit_down("owner@demo.test", f"{settings}/channels/")
    owner.locator("a.kind", has_text="Viber").click()
    key_of(owner, bot["token"])
    owner.wait_for_url("**/check/")

    owner.goto(f"{stack.url}{settings}/bot/")
    owner.fill("textarea[name=text]", "Какой кофе ищете?")
    expect(owner.locator(".ph-bubble")).to_have_text("Какой кофе ищете?")
    owner.locator("form.panel button[type=submit]").click()
    expect(owner.locator("textarea[name=text]")).to_have_value("Какой кофе ищете?")

    def invited() -> bool:
        client.does(start=True, wait=5)
        return [seen["text"] for seen in client.sees()][-1:] == ["Какой кофе ищете?"]

    until(invited, every=0.5)
    before = len(client.sees())

    anna = sit_down("anna@demo.test", f"/p/{project}/inbox/new/")
    want = {"name": "want.png", "base64": base64.b64encode(picture()).decode()}
    client.does(text="Здравствуйте! Есть Гуджи?", image=want, caption="вот эта", sticker=46105)
    row = anna.locator(".chat-row", has_text=client.name)
    row.click()
    expect(anna.locator(".msg[data-dir=in]", has_text="Есть Гуджи?")).to_be_visible()
    expect(anna.locator(".msg[data-dir=in]", has_text="вот эта").locator("img")).to_be_visible()
    expect(anna.locator(".msg[data-dir=in] img")).to_have_count(2)
    anna.locator("form[data-act=taking] button").first.click()
    expect(anna.locator("form[data-act=closing]").first).to_be_attached()

    anna.set_input_files(
        "#composer-image", {"name": "guji.png", "mimeType": "image/png", "buffer": picture()}
    )
    anna.fill("#composer-text", "Есть, вот такая")
    anna.press("#composer-text", "Enter")
    until(lambda: len(client.sees()) == before + 1)
    until(lambda: bool(client.sees()[-1]["media"][0]["sha256"]))
    shown = client.sees()[-1]
    assert (shown["text"], shown["media"][0]["kind"], shown["media"][0]["trouble"]) == (
        "Есть, вот такая",
        "photo",
        "",
    )
    said = anna.locator(".msg[data-dir=out]", has_text="вот такая")
    expect(said.locator(".bubble__meta")).to_contain_text("доставлено")
    client.does(seen=True)
    expect(said.locator(".bubble__meta")).to_contain_text("прочитано")

    stack.control(f"viber/bots/{bot['id']}/revoke")
    anna.fill("#composer-text", "Отложить пачку?")
    anna.press("#composer-text", "Enter")
    expect(anna.locator("#trouble .banner")).to_contain_text("Обжиг: опт")
    owner.goto(f"{stack.url}{settings}/channels/")
    red = owner.locator("article.channel", has_text="Обжиг: опт")
    expect(red).to_contain_text("Viber больше не принимает ключ бота")

    fresh = stack.control(f"viber/bots/{bot['id']}/reissue")["token"]
    red.locator(".callout a.btn").click()
    key_of(owner, fresh)
    owner.wait_for_url("**/check/")
    expect(anna.locator("#trouble .banner")).to_have_count(0)
    until(lambda: client.sees()[-1]["text"] == "Отложить пачку?")
    client.does(text="Да, отложите", start=True)
    expect(anna.locator(".msg[data-dir=in]", has_text="Да, отложите")).to_be_visible()
