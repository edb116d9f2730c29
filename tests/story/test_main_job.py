"""The main job, whole: a client writes, operators see it live, one takes it and answers, closes, the client returns."""

import base64
import io
import itertools
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.stack import Stack
from tests.waiting import until

numbers = itertools.count(9001)


@pytest.fixture
def client_of_bot(stack: Stack, demo: dict[str, Any]) -> "Client":
    return Client(stack, demo["bots"][0]["username"])


class Client:
    """A person at the messenger."""

    def __init__(self, stack: Stack, bot: str) -> None:
        self.stack, self.bot = stack, bot
        self.id = next(numbers)
        self.name = f"Клиент Пробный{self.id}"

    def say(self, **act: Any) -> None:
        self.stack.control("telegram/say", bot=self.bot, user={"id": self.id, "name": self.name}, **act)

    def sees(self) -> list[dict[str, Any]]:
        return list(self.stack.seen("telegram/received", bot=self.bot, user=self.id))


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (320, 200), "#b5552b").save(file, "PNG")
    return file.getvalue()


@pytest.mark.row("INB-1", code="inbox/views/lists.py")
@pytest.mark.row("INB-22", code="inbox/consumers.py")
@pytest.mark.row("INB-2", code="inbox/domain/receiving.py")
@pytest.mark.row("INB-9", code="inbox/views/acts.py")
@pytest.mark.row("INB-10", code="channels_hub/messengers/telegram/sending.py")
@pytest.mark.row("INB-11", code="templates/inbox/_composer.html")
@pytest.mark.row("INB-12", code="inbox/domain/settling.py")
def test_from_the_first_word_to_the_return(
    stack: Stack, demo: dict[str, Any], sit_down: Callable[..., Page], client_of_bot: Client
) -> None:
    client, inbox = client_of_bot, f"/p/{demo['project']}/inbox/new/"
    anna, oleg = sit_down("anna@demo.test", inbox), sit_down("oleg@demo.test", inbox)

    client.say(text="Здравствуйте! Есть Кения?")
    row = anna.locator(".chat-row", has_text=client.name)
    expect(row).to_contain_text("Есть Кения?")
    expect(oleg.locator(".chat-row", has_text=client.name)).to_be_visible()

    row.click()
    expect(anna.locator("#chat-head h1")).to_have_text(client.name)
    oleg.locator(".chat-row", has_text=client.name).click()
    expect(oleg.locator("form[data-act=taking] button").first).to_be_visible()

    anna.locator("form[data-act=taking] button").first.click()
    expect(anna.locator("form[data-act=closing]").first).to_be_attached()
    # Without a click of his own Oleg is told who was faster, in place.
    expect(oleg.locator("form[data-act=taking]")).to_have_count(0)
    expect(oleg.locator("#chat-foot")).to_contain_text("Анна")

    anna.fill("#composer-text", "Есть, обжарили вчера")
    anna.press("#composer-text", "Enter")
    until(lambda: [said["text"] for said in client.sees()] == ["Есть, обжарили вчера"])
    expect(
        anna.locator(".msg[data-dir=out]", has_text="обжарили вчера").locator(".bubble__meta")
    ).to_be_visible()
    expect(oleg.locator(".msg[data-dir=out]", has_text="обжарили вчера")).to_be_visible()

    anna.set_input_files(
        "#composer-image", {"name": "kenya.png", "mimeType": "image/png", "buffer": picture()}
    )
    anna.fill("#composer-text", "Вот такая")
    anna.press("#composer-text", "Enter")
    until(lambda: len(client.sees()) == 2)
    shown = client.sees()[1]
    assert shown["text"] == "Вот такая"
    assert shown["media"][0]["kind"] == "photo"
    expect(anna.locator(".msg[data-dir=out] img").first).to_be_visible()

    client.say(caption="Беру!", image={"name": "want.png", "base64": base64.b64encode(picture()).decode()})
    expect(anna.locator(".msg[data-dir=in]", has_text="Беру!").locator("img")).to_be_visible()

    # The client writes again only once the dialog is closed; else it is the same dialog still.
    with anna.expect_response("**/closing") as closed:
        anna.locator("form[data-act=closing] button:visible").first.click()
    assert closed.value.ok
    expect(anna.locator(".chat-row", has_text=client.name)).to_have_count(0)

    client.say(text="А ещё 250 г можно?")
    oleg.goto(f"{stack.url}{inbox}")
    again = oleg.locator(".chat-row", has_text=client.name)
    expect(again).to_contain_text("А ещё 250 г")
    expect(again.locator(".prev")).to_contain_text("Анна")


@pytest.mark.row("INB-22", code="static/js/inbox/updating.js")
def test_what_came_while_offline_is_there_on_return(
    demo: dict[str, Any], sit_down: Callable[..., Page], client_of_bot: Client
) -> None:
    client = client_of_bot
    client.say(text="первое")
    anna = sit_down("anna@demo.test", f"/p/{demo['project']}/inbox/new/")
    anna.locator(".chat-row", has_text=client.name).click()
    expect(anna.locator(".msg[data-dir=in]")).to_have_count(1)

    anna.context.set_offline(True)
    client.say(text="второе")
    client.say(text="третье")
    anna.context.set_offline(False)

    expect(anna.locator(".msg[data-dir=in]")).to_have_count(3)
    assert anna.locator(".msg[data-dir=in] .bubble").all_inner_texts()[0].startswith("первое")


def test_markup_in_names_and_texts_is_shown_and_never_run(
    demo: dict[str, Any], sit_down: Callable[..., Page], client_of_bot: Client
) -> None:
    client = client_of_bot
    client.name = '"><img src=x onerror="document.title=1"> Имя'
    nasty = "<script>document.title='ran'</script> \u202eRTL " + "😀" * 300
    client.say(text=nasty)
    anna = sit_down("anna@demo.test", f"/p/{demo['project']}/inbox/new/")
    anna.locator(".chat-row", has_text="onerror=").first.click()
    expect(anna.locator(".msg[data-dir=in] .bubble").first).to_contain_text(
        "<script>document.title='ran'</script>"
    )
    assert "ran" not in anna.title()
    assert anna.locator("img[src='x']").count() == 0
