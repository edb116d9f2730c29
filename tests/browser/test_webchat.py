"""The visitor's chat beside the operator's inbox, on the whole product (CHN-13)."""

import base64
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

OUT = "#timeline .msg[data-dir=out]:not([data-pending])"
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SHOTS = os.environ.get("WEBCHAT_SHOTS", "")


class Site:
    """A chat connected to the floor's project; `visit()` opens its page in a browser of its own."""

    def __init__(self, floor: Any) -> None:
        self.floor = floor
        made = json.loads(
            floor.stack.manage(
                *("connect_channel", "--project", str(floor.project), "--kind", "webchat"),
                *("--name", "Northern Roast", "--site", "http://localhost:1", "--json"),
            )
        )
        self.channel, self.account = made["channel"], made["account"]
        port = urlsplit(floor.stack.url).port
        self.url = f"http://p{floor.project}.pages.localhost:{port}/wc/{self.account}/"
        self.complaints: list[str] = []
        self._contexts: list[Any] = []

    def visit(self, url: str = "", width: int = 390, height: int = 844, **options: Any) -> Any:
        options.setdefault("locale", "en-GB")
        context = self.floor._browser.new_context(viewport={"width": width, "height": height}, **options)
        self._contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda one: self.complaints.append(one.text) if "Content Security Policy" in one.text else None,
        )
        page.goto(url or self.url)
        return page

    def ask(self, verb: str, path: str, headers: dict[str, str], body: Any = None) -> Any:
        """One request past the browser: its names of hosts are its own."""
        asked = urlsplit(self.url)
        kept = {name: value for name, value in headers.items() if name in ("authorization", "content-type")}
        address = f"http://127.0.0.1:{asked.port}{asked.path}{path}"
        return requests.request(verb, address, headers={**kept, "Host": asked.netloc}, data=body, timeout=20)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def site(floor: Any) -> Iterator[Site]:
    made = Site(floor)
    yield made
    made.close()
    assert made.complaints == []


def write(page: Any, text: str) -> None:
    page.fill("#text", text)
    page.press("#text", "Enter")


def mine(page: Any, text: str) -> Any:
    return page.locator(".msg[data-own] .bubble").filter(has_text=re.compile(f"^{re.escape(text)}$"))


def shoot(page: Any, name: str) -> None:
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


def taken(olga: Any, text: str) -> None:
    """The operator opens the chat that has this text and takes it."""
    olga.locator(f"#list .chat-row:has-text('{text}')").click()
    olga.wait_for_selector("#chat[data-chat] #timeline .msg")
    olga.click("[data-act=taking] button")
    olga.wait_for_selector("#composer[data-writes]")


def answer(olga: Any, text: str) -> None:
    olga.fill("#composer-text", text)
    olga.press("#composer-text", "Enter")


@pytest.mark.row("CHN-13", code="static/wc/frame.js")
def test_a_visitor_and_an_operator_speak_live(floor: Any, site: Site) -> None:
    olga, page = floor.sign_in("olga"), site.visit()
    shoot(page, "frame-empty-390-light")
    assert page.evaluate("localStorage.length") == 0, "nothing is stored before the visitor acts"
    write(page, "Is there pickup?")
    page.wait_for_selector(".msg[data-own][data-state=sent]")
    taken(olga, "Is there pickup?")
    answer(olga, "Yes! Kirova 5, from the yard")
    page.wait_for_selector(".msg:not([data-own]) >> text=Kirova 5, from the yard")
    olga.wait_for_selector(f"{OUT} .bubble__meta:has-text('read')")
    write(page, "Great, thank you")
    olga.wait_for_selector("#timeline >> text=Great, thank you")
    olga.set_input_files("input[type=file]", {"name": "cup.png", "mimeType": "image/png", "buffer": PICTURE})
    olga.wait_for_timeout(300)
    answer(olga, "Here is the door")
    page.wait_for_selector(".msg:not([data-own]) .bubble--pic img")
    page.wait_for_function("() => document.querySelector('.bubble--pic img').naturalWidth > 0")
    page.set_input_files("#file", {"name": "list.txt", "mimeType": "text/plain", "buffer": b"one\ntwo"})
    olga.wait_for_selector("#timeline .msg[data-dir=in] >> text=list.txt")
    olga.wait_for_selector("#timeline .msg[data-dir=in] a[download]")
    assert page.locator(".msg[data-own]").count() == 3
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.context.cookies() == []
    page.reload()
    page.wait_for_selector(".msg >> text=Kirova 5, from the yard")
    assert page.locator(".msg").count() == 5
    shoot(page, "frame-390-light")


BUTTONS = """
from acquisition.domain.chatting import deliver
from acquisition.models import WebVisitor
from channels_hub.models import Channel
from projects.scope import project_scope
with project_scope({project}):
    channel = Channel.objects.get(pk={channel})
    visitor = WebVisitor.objects.get(channel=channel)
    buttons = [{{"text": "The shop", "url": "https://shop.example/"}}, {{"text": "Yes, please", "data": "y:1"}}]
    deliver(channel, visitor.code, "", "Shall we pack it?", None, buttons=buttons, quick_replies=[{{"text": "Later"}}])
"""


def test_buttons_come_live_and_are_pressed(floor: Any, site: Site) -> None:
    olga, page = floor.sign_in("olga"), site.visit()
    write(page, "I take two")
    page.wait_for_selector(".msg[data-state=sent]")
    floor.stack.manage("shell", "-c", BUTTONS.format(project=floor.project, channel=site.channel))
    page.wait_for_selector(".buttons a[href='https://shop.example/'][rel~=noopener]")
    page.click(".buttons button:has-text('Yes, please')")
    page.wait_for_selector(".buttons button[aria-pressed=true]")
    shoot(page, "frame-buttons-390-light")
    page.click("#quick button:has-text('Later')")
    page.wait_for_selector("#quick", state="hidden")
    olga.wait_for_selector("#list .chat-row:has-text('Later')")
    page.reload()
    page.wait_for_selector(".buttons button[aria-pressed=true]")


def test_offline_and_back_loses_and_doubles_nothing(floor: Any, site: Site) -> None:
    olga, page = floor.sign_in("olga"), site.visit()
    write(page, "Before the tunnel")
    page.wait_for_selector(".msg[data-state=sent]")
    taken(olga, "Before the tunnel")
    page.context.set_offline(True)
    page.wait_for_selector("#bar:has-text('No network')")
    write(page, "In the tunnel")
    page.wait_for_selector(".msg[data-state=waiting] >> text=In the tunnel")
    shoot(page, "frame-offline-390-light")
    answer(olga, "While you were away")
    olga.wait_for_selector(f"{OUT} .bubble__meta:has-text('sent')")
    page.context.set_offline(False)
    page.wait_for_selector(".msg:not([data-own]) >> text=While you were away")
    page.wait_for_selector(".msg[data-state=sent] >> text=In the tunnel")
    olga.wait_for_selector("#timeline >> text=In the tunnel")
    page.wait_for_selector("#bar", state="hidden")
    assert mine(page, "In the tunnel").count() == 1
    assert olga.locator("#timeline .msg >> text=In the tunnel").count() == 1
    assert page.locator(".msg").count() == 3


def test_an_answer_that_is_lost_makes_no_second_message(floor: Any, site: Site) -> None:
    olga, page = floor.sign_in("olga"), site.visit()
    write(page, "First")
    page.wait_for_selector(".msg[data-state=sent]")
    lost: list[Any] = []

    def lose(route: Any) -> None:
        """The provider takes it; its answer does not come."""
        if route.request.method == "POST" and not lost:
            lost.append(
                site.ask("POST", "lines", route.request.all_headers(), route.request.post_data_buffer)
            )
            route.abort("connectionreset")
            return
        route.continue_()

    page.route("**/lines", lose)
    write(page, "Once only")
    page.wait_for_selector(".msg[data-state=sent] >> text=Once only")
    olga.locator("#list .chat-row:has-text('Once only')").click()
    olga.wait_for_selector("#timeline >> text=Once only")
    assert [answer.status_code for answer in lost] == [200]
    assert mine(page, "Once only").count() == 1
    assert olga.locator("#timeline .msg >> text=Once only").count() == 1


def test_without_a_socket_it_is_the_same(floor: Any, site: Site) -> None:
    olga, page = floor.sign_in("olga"), site.visit()
    page.add_init_script(
        "window.WebSocket = class { constructor() { setTimeout(() => this.onclose?.({}), 10); } };"
    )
    page.reload()
    write(page, "No sockets here")
    taken(olga, "No sockets here")
    answer(olga, "They are not needed")
    page.wait_for_selector(".msg:not([data-own]) >> text=They are not needed")


MARKUP = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"


def test_markup_is_text_and_a_strange_site_cannot_frame_it(floor: Any, site: Site) -> None:
    olga, page = floor.sign_in("olga"), site.visit()
    write(page, MARKUP)
    page.wait_for_selector(".msg[data-state=sent]")
    taken(olga, "onerror")
    answer(olga, MARKUP + " https://shop.example/a?b=1.")
    page.wait_for_selector(".msg:not([data-own]) a[href='https://shop.example/a?b=1']")
    assert page.locator("#body img, #body script").count() == 0
    assert "broken" not in page.title() + olga.title()
    policy = site.ask("GET", "", {}).headers["content-security-policy"]
    assert "frame-ancestors 'self' http://localhost:1" in policy
    assert "unsafe" not in policy


def test_it_is_used_by_the_keyboard_and_in_the_dark(floor: Any, site: Site) -> None:
    olga = floor.sign_in("olga")
    page = site.visit(color_scheme="dark", locale="ru-RU")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "text"
    page.keyboard.type("Есть ли самовывоз?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".msg[data-state=sent] .meta:has-text('Отправлено')")
    taken(olga, "Есть ли самовывоз?")
    answer(olga, "Да! Кирова, 5, вход со двора. Соберём за час, напишем сюда.")
    page.wait_for_selector(".msg:not([data-own])")
    shoot(page, "frame-390-dark")
    page.set_viewport_size({"width": 1440, "height": 900})
    shoot(page, "frame-1440-dark")
    page.emulate_media(color_scheme="light")
    shoot(page, "frame-1440-light")
    page.set_viewport_size({"width": 300, "height": 400})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
