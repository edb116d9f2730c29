"""What the kit's tables cannot say: repeats, presses, edits, files and names, asking, signing in (PROTOCOLS §3)."""

import inspect
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from channels_hub.messengers import errors, messenger
from channels_hub.messengers.vocabulary import Button, Message, Outgoing, Parts, Press

vk = messenger("vk")
REDIRECT = "http://localhost:8000/oauth/vk/"


class Talk:
    """A community and its client 901, over one Client."""

    def __init__(self, sandbox: Any, client: Any) -> None:
        self.sandbox, self.client = sandbox, client
        self.bot = sandbox.new_bot("Обжиг", kind="vk")
        self.base = sandbox.provider_url("vk")
        self.say(text="Здравствуйте")

    def say(self, **acts: Any) -> Any:
        return self.sandbox.say(self.bot, {"id": 901, "name": "Лев Тихий"}, kind="vk", **acts)

    def seen(self) -> list[dict[str, Any]]:
        return self.sandbox.received(self.bot, 901, kind="vk")

    async def send(self, **what: Any) -> str:
        sent = await vk.send(self.client, self.bot["token"], self.base, "901", Outgoing(**what))
        return str(sent.provider_id)

    async def ask(self, after: str = "", wait: int = 0) -> Parts:
        found: Parts = await vk.updates(self.client, self.bot["token"], self.base, after, wait)
        return found


def talking(test: Callable[..., Any]) -> Callable[..., Any]:
    """The test gets a Talk, whose connections live in its own loop."""

    async def run(sandbox: Any, **more: Any) -> None:
        async with vk.Client() as client:
            await test(Talk(sandbox, client), **more)

    asked = inspect.signature(test).parameters.values()
    mine = inspect.Parameter("sandbox", inspect.Parameter.KEYWORD_ONLY)
    named = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in asked if one.name != "talk"]
    run.__name__, run.__doc__ = test.__name__, test.__doc__
    run.__signature__ = inspect.Signature([mine, *named])  # type: ignore[attr-defined]
    return run


@pytest.mark.row("INB-12", code="channels_hub/messengers/vk/sending.py")
@talking
async def test_an_uncertain_message_may_be_repeated_with_its_key(talk: Talk) -> None:
    talk.sandbox.faults(kind="vk", bot=talk.bot, method="messages.send", drop="after", times=1)
    with pytest.raises(errors.Unknown):
        await talk.send(text="раз", key=77)
    number = await talk.send(text="раз", key=77)
    assert [str(one["message_id"]) for one in talk.seen()] == [number]
    assert await talk.send(text="раз", key=78) != number


@talking
async def test_a_press_is_answered_and_a_late_answer_is_no_error(talk: Talk) -> None:
    await talk.ask()
    number = await talk.send(text="?", buttons=(Button("Да", data="y:1"),))
    talk.say(press={"button": "y:1"})
    (part,) = [one for one in await talk.ask("0") if b"message_event" in one.body]
    (press,) = vk.parse(part.body)
    assert isinstance(press, Press)
    assert (press.data, press.provider_id) == ("y:1", number)
    for _ in range(2):
        await vk.acknowledge(talk.client, talk.bot["token"], talk.base, press.answer)
    chat = talk.sandbox.chat(talk.bot, 901, kind="vk")
    assert (len(chat["toasts"]), chat["waiting"]) == (1, [])


@pytest.mark.row("INB-25", code="channels_hub/messengers/vk/sending.py")
@talking
async def test_what_was_said_is_edited_and_taken_back(talk: Talk) -> None:
    line = (talk.client, talk.bot["token"], talk.base, "901")
    number = await talk.send(text="раз")
    await vk.edit(*line, number, "два")
    (seen,) = talk.seen()
    assert (seen["text"], seen["edits"][0]["text"]) == ("два", "раз")
    await vk.delete(*line, number)
    assert talk.seen()[0]["deleted"]
    for gone in (vk.edit(*line, number, "три"), vk.delete(*line, number)):
        with pytest.raises(errors.Rejected):
            await gone


@talking
async def test_an_edit_keeps_the_picture(talk: Talk) -> None:
    import io

    from channels_hub.messengers.vocabulary import OutgoingFile
    from tests.channels_hub.kit.vk import picture

    file = OutgoingFile(1, "image", "a.png", "image/png", 90)
    line = (talk.client, talk.bot["token"], talk.base, "901")
    sent = await vk.send(*line, Outgoing("раз", file), io.BytesIO(picture()))
    await vk.edit(*line, sent.provider_id, "два")
    (seen,) = talk.seen()
    assert (seen["text"], seen["media"][0]["name"]) == ("два", "a.png")


@talking
async def test_names_and_portraits_come_by_asking(talk: Talk) -> None:
    line = (talk.client, talk.bot["token"], talk.base)
    person, portrait = await vk.person(*line, "901"), await vk.profile(*line, "901")
    assert (person.first_name, person.last_name) == ("Лев", "Тихий")
    chunks = [chunk async for chunk in vk.fetch(*line, portrait.ref, 1_000_000)]
    assert b"".join(chunks).startswith(b"\x89PNG")
    assert "portrait/-" in (await vk.profile(*line, str(talk.bot["id"]))).ref["url"]
    assert (await vk.profile(*line, "12345"), await vk.person(*line, "12345")) == (None, None)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://169.254.169.254/latest",
        "file:///etc/passwd",
        "https://user@10.0.0.1/x",
        "ftp://vk.com/x",
        "",
    ],
)
@talking
async def test_an_event_cannot_send_us_into_our_own_network(talk: Talk, url: str) -> None:
    with pytest.raises(errors.Rejected):
        async for _ in vk.fetch(talk.client, talk.bot["token"], talk.base, {"url": url}, 100):
            pass


@pytest.mark.parametrize("host", ["localhost", "localhost.localdomain"])
@talking
async def test_nor_can_a_name_that_leads_there(talk: Talk, host: str) -> None:
    with pytest.raises((errors.Retry, errors.Rejected)):
        async for _ in vk.fetch(talk.client, "t", talk.base, {"url": f"https://{host}/x"}, 100):
            pass


@pytest.mark.row("INB-10", code="channels_hub/messengers/vk/fetching.py")
@talking
async def test_a_clients_file_is_fetched_and_its_size_is_watched(talk: Talk) -> None:
    from tests.sandbox_process import file

    await talk.ask()
    talk.say(file=file("план.pdf", size=5000))
    (part,) = await talk.ask("1")
    (said,) = vk.parse(part.body)
    assert isinstance(said, Message)
    line = (talk.client, talk.bot["token"], talk.base, said.media[0].ref)
    assert len(b"".join([chunk async for chunk in vk.fetch(*line, 5000)])) == 5000
    with pytest.raises(errors.TooLarge):
        _ = [chunk async for chunk in vk.fetch(*line, 4999)]


@pytest.mark.row("CHN-5", code="channels_hub/messengers/vk/polling.py")
@talking
async def test_events_come_by_asking_and_are_confirmed_by_asking_on(talk: Talk) -> None:
    first = await talk.ask()
    assert (list(first), first.after) == ([], "1")
    talk.say(text="раз")
    talk.say(text="два")
    found = await talk.ask(first.after, wait=1)
    assert [vk.parse(one.body)[0].text for one in found] == ["раз", "два"]
    assert len(talk.sandbox.pending(talk.bot, kind="vk")) == 2
    assert list(await talk.ask(found.after)) == []
    assert talk.sandbox.pending(talk.bot, kind="vk") == []
    talk.client.listening[talk.bot["token"]] = (f"{talk.base}/longpoll/{talk.bot['id']}", "an old key")
    talk.say(text="три")
    renewed = await talk.ask(found.after)
    assert (list(renewed), renewed.after) == ([], found.after)
    assert [vk.parse(one.body)[0].text for one in await talk.ask(renewed.after)] == ["три"]
    talk.sandbox.revoke(talk.bot, kind="vk")
    await talk.ask(renewed.after)
    with pytest.raises(errors.BadCredentials):
        await talk.ask(renewed.after)


@pytest.mark.row("CHN-5", code="channels_hub/messengers/vk/signing_in.py")
@talking
async def test_signing_in_gives_the_communities_and_then_a_key(talk: Talk, settings: Any) -> None:
    settings.APPS = {"vk": {"id": "51000001", "secret": "secret", "verify": ""}}
    settings.OAUTH_URLS = settings.PROVIDER_URLS = {"vk": talk.base}
    ours, other = str(talk.bot["id"]), talk.sandbox.new_bot("Чужое", kind="vk")
    talk.sandbox.control("POST", f"vk/bots/{other['id']}/settings", {"roles": {"101": 2}})
    talk.sandbox.control("POST", f"vk/bots/{ours}/settings", {"roles": {"101": 3}})
    grant = await vk.exchange(allowed(vk.authorize_url("st", REDIRECT)), REDIRECT)
    offers = {one.account.id: one for one in await vk.accounts(grant)}
    assert (offers[ours].allowed, offers[ours].account.name) == (True, "Обжиг")
    assert (offers[str(other["id"])].allowed, offers[str(other["id"])].why) == (False, "role")
    code = allowed(vk.authorize_account_url(ours, "st", REDIRECT))
    token = await vk.exchange_account(code, REDIRECT, ours)
    assert (await vk.identify(token, talk.base)).id == ours
    with pytest.raises(errors.BadCredentials):
        await vk.exchange(code, REDIRECT)


def allowed(url: str) -> str:
    """The code that VK gives when the person agrees."""
    answer = requests.post(url, data={"decision": "allow"}, timeout=10, allow_redirects=False)
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert query["state"] == ["st"]
    return query["code"][0]
