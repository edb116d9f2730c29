"""The inbox as two operators use it, on the whole product with a bot in the sandbox."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

PASTE = """async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
  canvas.getContext("2d").fillRect(20, 20, 200, 100);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([blob], "cup.png", { type: "image/png" }));
  const field = document.getElementById("composer-text");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
TOP_ROW = """() => {
  const box = document.getElementById("timeline");
  const edge = box.getBoundingClientRect().top + 60;
  const row = [...box.children].find((each) => each.matches(".msg") && each.getBoundingClientRect().top > edge);
  return [row.id, row.getBoundingClientRect().top];
}"""
OUT = "#timeline .msg[data-dir=out]:not([data-pending])"
Opened = Callable[[Any, dict[str, Any]], None]


@pytest.mark.row("INB-22", code="static/js/inbox/updating.js")
def test_a_client_is_answered_live(floor: Any, opened: Opened) -> None:
    client = floor.client()
    olga, anna = floor.sign_in("olga"), floor.sign_in("anna")
    floor.say(client, "Good morning")
    olga.wait_for_selector(f"#list .chat-row:has-text('{client['name']}')")
    opened(olga, client)
    opened(anna, client)
    floor.say(client, "Are you open today?")
    olga.wait_for_selector("#timeline >> text=Are you open today?")
    olga.wait_for_selector("#presence >> text=Anna is viewing the chat")
    olga.locator("#timeline").click()
    olga.keyboard.press("b")
    olga.wait_for_selector("#composer[data-writes]")
    olga.fill("#composer-text", "Until nine, come in")
    olga.keyboard.press("Enter")
    olga.wait_for_selector(f"{OUT} >> text=Until nine, come in")
    anna.wait_for_selector(f"{OUT} >> text=Until nine, come in")
    olga.wait_for_selector(f"{OUT} .bubble__meta:has-text('sent')")
    assert [said["text"] for said in floor.got(client) if said.get("text") == "Until nine, come in"] != []
    assert olga.locator("#timeline .msg >> text=Until nine, come in").count() == 1
    assert olga.input_value("#composer-text") == ""


@pytest.mark.row("INB-7", code="static/js/inbox/acting.js")
def test_who_is_slower_is_told_in_place_and_keeps_what_was_typed(floor: Any, opened: Opened) -> None:
    client = floor.client()
    olga, anna = floor.sign_in("olga"), floor.sign_in("anna")
    floor.say(client, "Who is there?")
    for page in (olga, anna):
        opened(page, client)
    anna.click("[data-note]")
    anna.keyboard.type("ask about the order")
    olga.click("[data-act=taking] button")
    olga.wait_for_selector("#composer[data-writes]")
    anna.wait_for_selector("#chat-foot:has-text('Olga')")
    assert anna.locator("[data-act=taking]").count() == 0
    assert anna.input_value("#composer-text") == "ask about the order"
    anna.keyboard.press("Enter")
    olga.wait_for_selector("#timeline .msg[data-kind=note] >> text=ask about the order")
    assert not [said for said in floor.got(client) if "ask about the order" in str(said)]


@pytest.mark.row("INB-11", code="static/js/inbox/attaching.js")
def test_a_pasted_image_reaches_the_client(floor: Any, opened: Opened) -> None:
    client = floor.client()
    page = floor.sign_in("olga")
    floor.say(client, "Show me the cup")
    opened(page, client)
    page.click("[data-act=taking] button")
    page.wait_for_selector("#composer[data-writes]")
    page.evaluate(PASTE)
    page.wait_for_selector("#composer-files .attach")
    page.fill("#composer-text", "Here it is")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"{OUT} img[data-file]")
    page.wait_for_selector(f"{OUT} .bubble__meta:has-text('sent')")
    assert any("Here it is" in str(said) for said in floor.got(client))


@pytest.mark.row("INB-23", code="static/js/inbox/timeline.js")
def test_what_is_read_stays_where_it_is(floor: Any, opened: Opened) -> None:
    client = floor.client()
    page = floor.sign_in("olga")
    for number in range(60):
        floor.say(client, f"Line {number}")
    # All are in before the chat opens: what came after, above its unread beginning, would be new as well.
    page.wait_for_selector("#list .chat-row:has-text('Line 59')")
    opened(page, client)
    page.wait_for_selector("#timeline >> text=Line 59")
    page.evaluate("document.getElementById('timeline').scrollTop = 300")
    page.wait_for_selector("#timeline >> text='Line 0'")
    key, top = page.evaluate(TOP_ROW)
    floor.say(client, "One more below")
    page.wait_for_selector("#jump:has-text('1 new')")
    assert (
        abs(page.evaluate("(id) => document.getElementById(id).getBoundingClientRect().top", key) - top) < 1
    )
    page.click("#jump")
    page.wait_for_selector("#jump", state="hidden")
    keys = page.evaluate(
        "[...document.querySelectorAll('#timeline li[data-at]')].map((row) => row.dataset.at)"
    )
    assert keys == sorted(keys)
    ids = page.evaluate("[...document.querySelectorAll('#timeline li[id]')].map((row) => row.id)")
    assert len(ids) == len(set(ids)), "no gap and no double"


def test_what_is_written_offline_goes_once_when_the_network_is_back(floor: Any, opened: Opened) -> None:
    client = floor.client()
    page = floor.sign_in("olga")
    floor.say(client, "Hello")
    opened(page, client)
    page.click("[data-act=taking] button")
    page.wait_for_selector("#composer[data-writes]")
    page.context.set_offline(True)
    page.fill("#composer-text", "From the cellar")
    page.press("#composer-text", "Enter")
    page.wait_for_selector("#timeline [data-pending] >> text=From the cellar")
    page.wait_for_selector("#banners .banner")
    floor.say(client, "While you were away")
    page.context.set_offline(False)
    page.wait_for_selector(f"{OUT} >> text=From the cellar")
    page.wait_for_selector("#timeline >> text=While you were away")
    assert page.locator("#timeline .msg >> text=From the cellar").count() == 1
    page.wait_for_selector(f"{OUT} .bubble__meta:has-text('sent')")
    assert len([said for said in floor.got(client) if said.get("text") == "From the cellar"]) == 1


@pytest.mark.row("INB-5", code="static/js/inbox/acting.js")
def test_done_by_key_and_the_repeat_comes_back(floor: Any, opened: Opened) -> None:
    client = floor.client()
    page = floor.sign_in("olga")
    floor.say(client, "A question")
    opened(page, client)
    page.locator("#timeline").click()
    page.keyboard.press("b")
    page.wait_for_selector("#composer[data-writes]")
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    page.wait_for_selector("#chat-head [data-act=closing]", state="detached")
    page.click("#tab-done")
    page.wait_for_selector(f"#list[data-tab=done] .chat-row:has-text('{client['name']}')")
    floor.say(client, "And one more")
    page.click("#tab-new")
    page.wait_for_selector(f"#list[data-tab=new] .chat-row:has-text('{client['name']}') .prev")


def test_panes_are_addresses_on_a_phone(floor: Any) -> None:
    client = floor.client()
    floor.say(client, "Hi")
    page = floor.sign_in("olga", has_touch=True)
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(f"#list .chat-row:has-text('{client['name']}')").tap()
    page.wait_for_selector("#chat[data-chat] #timeline .msg")
    assert not page.locator("#list").is_visible()
    page.locator("#chat-head [data-go=card]").tap()
    page.wait_for_selector("#card", state="visible")
    assert page.url.split("?")[0].endswith("/card/")
    page.go_back()
    page.wait_for_selector("body[data-pane=chat]")
    page.go_back()
    page.wait_for_selector("body[data-pane=list]")
    assert page.url.endswith("/new/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


MARKUP = ["<script>document.title = 'broken'</script>", '"><img src=x onerror="document.title = 1">']


def test_markup_in_names_and_texts_does_nothing(floor: Any, opened: Opened) -> None:
    client = floor.client()
    page = floor.sign_in("olga")
    for text in itertools.chain(MARKUP, ["\u202egpj.exe", "🥐" * 4096]):
        floor.say({**client, "name": f"{client['name']} {MARKUP[1]}"}, text)
    opened(page, client)
    page.wait_for_selector("#timeline >> text=🥐")
    assert page.locator("#timeline script, #timeline img").count() == 0
    assert "broken" not in page.title()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_the_story_is_the_same(floor: Any) -> None:
    client = floor.client()
    floor.say(client, "Plain page, please")
    page = floor.sign_in("anna")
    state = page.context.storage_state()
    context = page.context.browser.new_context(java_script_enabled=False, storage_state=state, locale="en-GB")
    try:
        plain = context.new_page()
        plain.goto(f"{floor.inbox}new/")
        plain.locator(f"#list .chat-row:has-text('{client['name']}')").click()
        plain.click("[data-act=taking] button")
        plain.fill("#composer-text", "At your service")
        plain.click("#composer button[aria-label=Send]")
        plain.wait_for_selector("#timeline >> text=At your service")
        plain.click("[data-act=closing] button >> visible=true")
        plain.wait_for_selector("#timeline .event:has-text('closed')")
    finally:
        context.close()
