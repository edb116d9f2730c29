"""What scripts of the shared pages do for a hand on the keyboard, a lost connection and a wrong field."""

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.urls("tests.common.addresses")

APP = (
    '{% extends "app.html" %}{% block title %}T{% endblock %}{% block heading %}T{% endblock %}{% block content %}'
    '<details class="dropdown"><summary class="btn">Menu</summary><div class="menu">'
    '<button class="menu__item">One</button><button class="menu__item">Two</button></div></details>'
    '<div role="tablist"><button role="tab" aria-selected="true" aria-controls="p1">A</button>'
    '<button role="tab" aria-selected="false" aria-controls="p2">B</button></div>'
    '<div id="p1" role="tabpanel">first</div><div id="p2" role="tabpanel" hidden>second</div>'
    '<input class="input" aria-label="Field"><button class="btn" data-hotkey="KeyB">Take</button>'
    '<time data-when="ago" datetime="2025-05-14T07:48:00+00:00">x</time>{% endblock %}'
)
TOAST = "document.body.dispatchEvent(new CustomEvent('toast', {bubbles: true, detail: {text: %r, tone: %r}}))"


def test_a_menu_is_walked_by_arrows_and_left_by_escape(open_page: Any) -> None:
    page = open_page(APP)
    page.get_by_text("Menu", exact=True).click()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_text("One", exact=True)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_text("Two", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_text("One", exact=True)).to_be_hidden()
    expect(page.get_by_text("Menu", exact=True)).to_be_focused()
    page.get_by_text("Menu", exact=True).click()
    page.locator("h1").click()
    expect(page.get_by_text("One", exact=True)).to_be_hidden()


def test_tabs_change_by_arrows_and_only_the_chosen_is_in_the_tab_order(open_page: Any) -> None:
    page = open_page(APP)
    page.get_by_role("tab", name="A").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("second")).to_be_visible()
    expect(page.get_by_text("first")).to_be_hidden()
    expect(page.get_by_role("tab", name="A")).to_have_attribute("tabindex", "-1")


def test_letters_work_by_place_outside_fields_only(open_page: Any) -> None:
    page = open_page(APP)
    page.evaluate(
        "document.querySelector('[data-hotkey]').addEventListener('click', () => { document.title += '!' })"
    )
    page.get_by_label("Field").focus()
    page.keyboard.press("b")
    expect(page.get_by_label("Field")).to_have_value("b")
    page.keyboard.press("Escape")
    page.evaluate(  # the same place in the Russian layout
        "document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyB', key: 'и', bubbles: true}))"
    )
    assert page.title().count("!") == 1


def test_letters_can_be_switched_off(open_page: Any) -> None:
    from types import SimpleNamespace

    page = open_page(APP, person=SimpleNamespace(name="Olga", letter_keys=False))
    page.evaluate(
        "document.querySelector('[data-hotkey]').addEventListener('click', () => { document.title += '!' })"
    )
    page.keyboard.press("b")
    page.keyboard.press("?")
    assert "!" not in page.title()
    expect(page.locator("#keys")).to_be_hidden()


def test_the_table_of_keys_and_the_sections(open_page: Any) -> None:
    page = open_page(APP)
    page.get_by_role("button", name="Take").focus()
    page.keyboard.press("Shift+Slash")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_be_hidden()
    expect(page.get_by_role("button", name="Take")).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.press("4")
    page.wait_for_url("**/audience")


def test_toasts_leave_and_errors_stay(open_page: Any) -> None:
    page = open_page(APP)
    page.clock.install()
    page.evaluate(TOAST % ("Saved", "ok"))
    page.evaluate(TOAST % ("<b>Lost", "danger"))
    page.evaluate(TOAST % ("<b>Lost", "danger"))
    expect(page.locator(".toast")).to_have_count(2)
    page.clock.run_for(6000)
    expect(page.locator(".toast")).to_have_count(1)
    expect(page.get_by_text("<b>Lost")).to_be_visible()
    page.locator(".toast [data-dismiss]").click()
    page.clock.run_for(500)
    expect(page.locator(".toast")).to_have_count(0)


def test_a_toast_is_above_an_open_dialog_and_survives_it(open_page: Any) -> None:
    page = open_page(APP)
    page.keyboard.press("Shift+Slash")
    page.evaluate("document.getElementById('keys').dataset.once = ''")
    page.evaluate(TOAST % ("Lost", "danger"))
    page.locator(".toast [data-dismiss]").click(trial=True)
    page.keyboard.press("Escape")
    expect(page.locator("#keys")).to_have_count(0)
    expect(page.get_by_text("Lost")).to_be_visible()


def test_the_socket_comes_back_and_asks_for_what_was_missed(open_page: Any, page: Any) -> None:
    sockets: list[Any] = []
    page.route_web_socket("**/ws/**", lambda socket: sockets.append(socket))  # noqa: PLW0108
    page.add_init_script(
        "window.seen = []; for (const name of ['open', 'down', 'catchup', 'chat'])"
        " document.addEventListener(`live:${name}`, (event) => seen.push([name, event.detail]))"
    )
    page.clock.install()
    open_page(APP, project=True)
    page.wait_for_function("seen.length >= 2")
    assert sockets[0].url == "ws://wepster.test/ws/?project=7"
    sockets[0].send('{"type": "chat", "chat": 7, "rev": 812}')
    page.wait_for_function("seen.some(([name, frame]) => name === 'chat' && frame.rev === 812)")
    sockets[0].close(code=1012)
    page.wait_for_function("seen.some(([name]) => name === 'down')")
    page.clock.run_for(7000)
    page.wait_for_function("seen.filter(([name]) => name === 'catchup').length === 2")
    assert len(sockets) == 2
    sockets[1].send('{"type": "paused"}')
    expect(page.get_by_role("status").get_by_text("Live updates")).to_be_visible()
    before = page.evaluate("seen.length")
    page.clock.run_for(16_000)
    assert page.evaluate("seen.length") > before
    sockets[1].send('{"type": "resumed"}')
    expect(page.get_by_role("status").get_by_text("Live updates")).to_be_hidden()


def test_offline_is_said_after_two_seconds(open_page: Any, page: Any) -> None:
    page.route_web_socket("**/ws/**", lambda socket: None)
    page.clock.install()
    open_page(APP, project=True)
    page.context.set_offline(True)
    page.clock.run_for(1500)
    expect(page.get_by_text("No connection")).to_have_count(0)
    page.clock.run_for(1000)
    expect(page.get_by_text("No connection")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("No connection")).to_have_count(0)
    expect(page.get_by_text("Connection is back")).to_be_visible()


def test_morphing_keeps_what_is_typed_and_open(open_page: Any) -> None:
    page = open_page(APP)
    page.get_by_text("Menu", exact=True).click()
    page.evaluate(
        "const body = document.querySelector('.page__inner'); const fresh = body.cloneNode(true);"
        "fresh.querySelector('details').removeAttribute('open'); fresh.querySelector('#p1').textContent = 'newer';"
        "Idiomorph.morph(body, fresh.outerHTML, {morphStyle: 'outerHTML'})"
    )
    expect(page.get_by_text("newer")).to_be_visible()
    expect(page.get_by_text("One", exact=True)).to_be_visible()
    page.get_by_label("Field").fill("half a wo")
    page.evaluate(
        "Idiomorph.morph(document.querySelector('.input'), '<input class=\"input\" aria-label=\"Field\" value=\"old\">', {morphStyle: 'outerHTML'})"
    )
    expect(page.get_by_label("Field")).to_have_value("half a wo")


def test_error_pages_need_no_context() -> None:
    from django.template.loader import render_to_string

    for status in ("400", "403", "403_csrf", "404", "413", "422", "429", "500", "503"):
        text = render_to_string(f"{status}.html")
        assert "<h1" in text
        assert "<script" not in text


def test_error_pages_obey_the_policy(open_page: Any) -> None:
    page = open_page('{% extends "500.html" %}', person=None, nav=[])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
