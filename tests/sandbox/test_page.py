"""The page on which a person plays clients, in a real browser."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect, sync_playwright

from sandbox.words import EN, RU
from tests.sandbox.bot_api import result, set_webhook
from tests.sandbox.receiver import Receiver
from tests.sandbox.viber.calling import TEXT, events, hooked
from tests.sandbox.viber.calling import call as viber_call
from tests.sandbox_process import Sandbox

QUIET = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        path = chromium if Path(chromium).exists() else None
        browser = playwright.chromium.launch(executable_path=path, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def page(browser: object) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})  # type: ignore[attr-defined]
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


@pytest.mark.row("GEN-6", code="sandbox/telegram/provider.py")
def test_a_person_plays_a_client(sandbox: Sandbox, hook: Receiver, page: Page) -> None:
    bot = sandbox.new_bot("Северный обжиг")
    set_webhook(sandbox, bot, hook.url)
    page.goto(sandbox.url)
    page.click("#new-client")
    page.fill("[name=name]", "Лев Тихий")
    page.click("dialog [type=submit]")
    page.get_by_role("button", name="Запустить", exact=True).click()
    expect(page.locator(".is-own .bubble__text")).to_have_text("/start")
    page.fill("#input", "Есть <b>колумбия</b>?")
    page.press("#input", "Enter")
    expect(page.locator(".is-own .bubble__text").last).to_have_text("Есть <b>колумбия</b>?")
    sandbox.wait(lambda: hook.texts() == ["/start", "Есть <b>колумбия</b>?"])
    client = hook.hits[-1].update["message"]["from"]
    assert (client["first_name"], client["last_name"]) == ("Лев", "Тихий")

    markup = '{"inline_keyboard":[[{"text":"Да","callback_data":"y"}]]}'
    result(sandbox, bot, "sendMessage", chat_id=client["id"], text="Есть. Отложить?", reply_markup=markup)
    expect(page.locator(".is-bot .bubble__text")).to_have_text("Есть. Отложить?")
    page.get_by_role("button", name="Да", exact=True).click()
    sandbox.wait(lambda: "callback_query" in hook.hits[-1].update)
    expect(page.locator(".button-in")).to_have_attribute("aria-busy", "true")
    query = hook.hits[-1].update["callback_query"]["id"]
    result(sandbox, bot, "answerCallbackQuery", callback_query_id=query, text="Отложили")
    expect(page.locator(".toast")).to_have_text("Отложили")
    expect(page.locator(".button-in")).not_to_have_attribute("aria-busy", "true")


def test_attachments_editing_and_blocking(sandbox: Sandbox, page: Page, tmp_path: Path) -> None:
    bot = sandbox.new_bot("B")
    said = sandbox.say(bot, {"id": 501, "name": "Лев"}, text="раз")
    (tmp_path / "счёт.txt").write_bytes(b"abc")
    page.goto(f"{sandbox.url}/telegram/{bot['id']}/501")
    page.set_input_files("input[type=file]:not([accept])", tmp_path / "счёт.txt")
    expect(page.locator(".file b")).to_have_text("счёт.txt")
    page.click("[popovertarget=attach-menu]")
    page.get_by_role("button", name="Голосовое").click()
    expect(page.locator(".voice")).to_be_visible()
    assert sandbox.pending(bot)[-1]["message"]["voice"]["mime_type"] == "audio/ogg"

    page.locator(".message").first.hover()
    page.locator(".message").first.get_by_role("button", name="Изменить").click()
    page.fill("#input", "два")
    page.press("#input", "Enter")
    expect(page.locator(".is-own .bubble__text").first).to_have_text("два")
    assert sandbox.pending(bot)[-1]["edited_message"]["message_id"] == said["message_id"]

    page.click("#more")
    page.get_by_role("button", name="Заблокировать бота").click()
    page.get_by_role("button", name="Перезапустить бота").click()
    expect(page.locator("#input")).to_be_visible()
    kinds = [next(iter(set(one) - {"update_id"})) for one in sandbox.pending(bot)[-3:]]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


def test_arriving_by_a_link_with_a_payload(sandbox: Sandbox, page: Page) -> None:
    sandbox.new_bot("Other")
    bot = sandbox.new_bot("B")
    sandbox.new_client(bot, "Лев Тихий")
    page.goto(f"{sandbox.url}/?kind=telegram&bot={bot['id']}&start=lp_17")
    expect(page.locator("#bot-name")).to_have_text("B")
    expect(page.locator("#none-title")).to_have_text(RU["who_starts"])
    page.click(".client")
    expect(page.locator(".is-own .bubble__text")).to_have_text("/start lp_17")
    page.reload()
    expect(page.locator(".is-own .bubble__text")).to_have_text("/start lp_17")
    assert [one["message"]["text"] for one in sandbox.pending(bot)] == ["/start lp_17"]


def test_narrow_screens_show_one_pane(sandbox: Sandbox, page: Page) -> None:
    bot = sandbox.new_bot("B")
    sandbox.say(bot, {"id": 501, "name": "Лев"}, text="x")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(sandbox.url)
    expect(page.locator(".chat")).to_be_hidden()
    page.click(".client")
    expect(page.locator(".side")).to_be_hidden()
    page.click("#back")
    expect(page.locator(".side")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_mailbox(sandbox: Sandbox, page: Page) -> None:
    import smtplib

    from tests.sandbox.test_mail import mail

    page.goto(f"{sandbox.url}/mail")
    with smtplib.SMTP("127.0.0.1", sandbox.smtp_port) as smtp:
        smtp.send_message(mail("anna@demo.test"))
    page.click(".letter")
    expect(page.locator(".mail__head h2")).to_have_text("Код входа")
    expect(page.frame_locator("iframe").locator("a")).to_have_text("Войти")
    page.get_by_role("button", name="Текст").click()
    expect(page.locator(".mail__text")).to_contain_text("Ваш код 123-456")


def test_two_languages(sandbox: Sandbox) -> None:
    assert RU.keys() == EN.keys()
    assert "" not in {*RU.values(), *EN.values()}
    assert "Песочница мессенджеров" in requests.get(sandbox.url, timeout=5).text
    english = requests.get(sandbox.url, params={"lang": "en"}, timeout=5)
    assert "Messenger sandbox" in english.text
    assert "{{" not in english.text
    assert english.cookies["lang"] == "en"


def test_pages_stay_in_their_folder(sandbox: Sandbox) -> None:
    for path in (
        "/static/../words.py",
        "/static/%2e%2e/words.py",
        "/static//etc/passwd",
        "/portraits/../words.py",
        "/nothing",
    ):
        assert requests.get(sandbox.url + path, timeout=5).status_code == 404
    assert "default-src 'self'" in requests.get(sandbox.url, timeout=5).headers["Content-Security-Policy"]


@pytest.mark.row("GEN-6", code="sandbox/viber/look.py")
def test_a_person_plays_a_client_of_viber(sandbox: Sandbox, hook: Receiver, page: Page) -> None:
    bot = hooked(sandbox, hook)
    welcome = b'{"sender":{"name":"School"},"type":"text","text":"Write to us"}'
    hook.decide = lambda event: (200, {}, welcome if event["event"] == "conversation_started" else b"")
    page.goto(f"{sandbox.url}/?kind=viber&bot={bot['account']}&start=lp-9")
    page.click("#new-client")
    page.fill("[name=name]", "Ира Лис")
    page.click("dialog [type=submit]")
    expect(page.locator(".is-bot .bubble__text")).to_have_text("Write to us")
    assert page.url.startswith(f"{sandbox.url}/viber/")
    page.fill("#input", "Есть колумбия?")
    page.press("#input", "Enter")
    (said,) = sandbox.wait(lambda: events(hook, "message"))
    keys = [
        {"Text": "Да", "ActionBody": "yes"},
        {"Text": "Номер", "ActionType": "share-phone", "ActionBody": "p"},
    ]
    keyboard = {"Type": "keyboard", "Buttons": keys}
    more = {"receiver": said["sender"]["id"], "keyboard": keyboard, "min_api_version": 3}
    viber_call(sandbox, bot, "send_message", **{**TEXT, "text": "Отложить?"}, **more)
    expect(page.locator(".is-bot .bubble__text").last).to_have_text("Отложить?")
    (seen,) = sandbox.wait(lambda: events(hook, "seen"))
    assert seen["user_id"] == said["sender"]["id"], "the open window is a client who looks"
    page.locator("#keyboard").get_by_text("Да").click()
    sandbox.wait(lambda: events(hook, "message")[-1]["message"].get("text") == "yes")
    page.locator("#keyboard").get_by_text("Номер").click()
    sandbox.wait(lambda: "contact" in events(hook, "message")[-1]["message"])
    sandbox.say(bot, client_of(page), sticker=46105, kind="viber")
    expect(page.locator(".is-own img.sticker")).to_be_visible()


def client_of(page: Page) -> int:
    return int(page.url.rpartition("/")[2])
