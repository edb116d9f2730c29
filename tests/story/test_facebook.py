"""A Facebook page, whole: signed in for, written to, answered with a picture, seen; the window closes; revoked and renewed."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.stack import Stack
from tests.story.test_main_job import picture
from tests.waiting import until

numbers = itertools.count(5511223344550001)
NAME = "Обжиг: страница"


class Client:
    """A person with Messenger."""

    def __init__(self, stack: Stack, page: dict[str, Any]) -> None:
        self.stack, self.page, self.id = stack, page, str(next(numbers))
        self.name = f"Ада Пробная{self.id[-4:]}"

    def does(self, **act: Any) -> None:
        user = {"id": self.id, "name": self.name}
        self.stack.control("facebook/say", bot=self.page["id"], user=user, **act)

    def sees(self) -> list[dict[str, Any]]:
        return list(self.stack.seen("facebook/received", bot=self.page["id"], user=self.id))


def sign_in(owner: Page) -> None:
    """From the page of connecting to the chosen page's connection."""
    owner.locator("form[action$='/signing-in/'] button[type=submit]").first.click()
    owner.locator("#yes").click()
    owner.wait_for_url("**/choosing/**")
    owner.locator("label", has_text=NAME).locator("input[type=radio]").check()
    owner.locator("form .panel__foot button[type=submit]").click()


@pytest.mark.row("CHN-6", code="channels_hub/kinds/facebook/face.py")
@pytest.mark.row("CHN-7", code="channels_hub/views/content_types.py")
@pytest.mark.row("CHN-8", code="templates/inbox/_window.html")
@pytest.mark.row("CHN-9", code="channels_hub/views/checking.py")
@pytest.mark.row("CHN-10", code="channels_hub/kinds/facebook/face.py")
@pytest.mark.row("INB-12", code="channels_hub/messengers/facebook/parsing.py")
def test_a_page_from_its_sign_in_to_its_new_sign_in(
    stack: Stack, demo: dict[str, Any], sit_down: Callable[..., Page]
) -> None:
    channels = f"/p/{demo['project']}/settings/channels/"
    page = stack.control("facebook/bots", name=NAME)
    stack.control("facebook/bots", name="Чужая страница", role="editor")
    client = Client(stack, page)

    owner = sit_down("owner@demo.test", channels)
    owner.locator("a.kind", has_text="Facebook").click()
    owner.locator("form[action$='/signing-in/'] button[type=submit]").first.click()
    owner.locator("#no").click()
    expect(owner.locator("body")).to_contain_text("не")  # denied: said on the page
    owner.goto(f"{stack.url}{channels}facebook/connecting/")
    owner.locator("form[action$='/signing-in/'] button[type=submit]").first.click()
    owner.locator("#yes").click()
    owner.wait_for_url("**/choosing/**")
    expect(owner.locator(".page-pick li", has_text="Чужая страница")).to_contain_text("Вы редактор")
    owner.locator("label", has_text=NAME).locator("input[type=radio]").check()
    owner.locator("form .panel__foot button[type=submit]").click()

    owner.wait_for_url("**/content-type/")
    expect(owner.locator("input[value=business_productivity]")).to_be_checked()
    owner.locator("form.cols button[type=submit]").click()
    owner.wait_for_url("**/check/")

    anna = sit_down("anna@demo.test", f"/p/{demo['project']}/inbox/new/")
    client.does(start="lp-17", text="Здравствуйте! Есть Гуджи?")
    row = anna.locator(".chat-row", has_text=client.name)
    row.click()
    expect(anna.locator(".msg[data-dir=in]", has_text="Есть Гуджи?")).to_be_visible()
    expect(owner.locator("ul.checks li", has_text="Первое сообщение")).to_be_visible()
    expect(row.locator("time[data-left]")).to_be_visible()
    anna.locator("form[data-act=taking] button").first.click()
    expect(anna.locator("#reply-window")).to_contain_text("Писать можно ещё")

    image = {"name": "guji.png", "mimeType": "image/png", "buffer": picture()}
    anna.set_input_files("#composer-image", image)
    anna.fill("#composer-text", "Есть, вот такая")
    anna.press("#composer-text", "Enter")
    until(lambda: len(client.sees()) == 2)
    assert [(seen["kind"], seen["text"]) for seen in client.sees()] == [
        ("image", ""),
        ("text", "Есть, вот такая"),
    ]
    said = anna.locator(".msg[data-dir=out]", has_text="вот такая")
    expect(said).to_have_count(1)
    expect(said.locator(".bubble__meta").last).to_contain_text("доставлено")
    client.does(read=True)
    expect(said.locator(".bubble__meta").last).to_contain_text("прочитано")

    try:
        stack.manage("clock", "--ahead", "2d")

        def closed() -> bool:
            anna.reload()
            return anna.locator("#chat-foot .window[data-tone=shut]").count() == 1

        until(closed, every=0.5)
        expect(anna.locator("#chat-foot .window")).to_contain_text(
            "Написать можно, когда клиент снова напишет"
        )
        expect(anna.locator("#composer[data-writes]")).to_have_count(0)
    finally:
        stack.manage("clock", "--reset")

    def open_again() -> bool:
        anna.reload()
        return anna.locator("#composer[data-writes]").count() == 1

    until(open_again, every=0.5)
    stack.control(f"facebook/bots/{page['id']}/revoke")
    anna.fill("#composer-text", "Отложить пачку?")
    anna.press("#composer-text", "Enter")
    expect(anna.locator("#trouble .banner")).to_contain_text(NAME)
    owner.goto(f"{stack.url}{channels}")
    red = owner.locator("article.channel", has_text=NAME)
    expect(red).to_contain_text("Facebook закрыл доступ к странице")
    red.locator(".callout a.btn").click()
    sign_in(owner)
    owner.wait_for_url("**/content-type/")
    expect(anna.locator("#trouble .banner")).to_have_count(0)
    until(lambda: client.sees()[-1]["text"] == "Отложить пачку?")
    client.does(text="Да, отложите")
    expect(anna.locator(".msg[data-dir=in]", has_text="Да, отложите")).to_be_visible()
