"""A page's subscription, its health, the sign-in, against the sandbox (CHN-6, CHN-10, CHN-11; PROTOCOLS §4.1)."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from channels_hub.messengers import errors, messenger
from tests.sandbox.receiver import Receiver

facebook = messenger("facebook")
BACK = "http://localhost:1/oauth/facebook/"


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


def ours(hook: Receiver) -> str:
    return f"{hook.url.partition('/in/')[0]}/in/facebook"


@pytest.fixture
def base(sandbox: Any, settings: Any, hook: Receiver) -> Iterator[str]:
    sandbox.reset()
    known = sandbox.control("POST", "facebook/app", {"proof": True})
    settings.APPS = {
        **settings.APPS,
        "facebook": {"id": known["id"], "secret": known["secret"], "verify": hook.verify},
    }
    root = f"{sandbox.url}/facebook"
    settings.PROVIDER_URLS = {**settings.PROVIDER_URLS, "facebook": root}
    settings.PUBLIC_URL = hook.url.partition("/in/")[0]
    settings.OAUTH_URLS = {**settings.OAUTH_URLS, "facebook": root}
    yield root
    sandbox.reset()


@pytest.fixture
def page(sandbox: Any, base: str) -> dict[str, Any]:
    return dict(sandbox.new_bot("Кофейня", kind="facebook"))


@pytest.mark.row("CHN-6", code="channels_hub/messengers/facebook/connecting.py")
async def test_hooked_a_page_sends_its_events_here(
    sandbox: Any, base: str, page: dict[str, Any], hook: Receiver
) -> None:
    before = await facebook.identify(page["token"], base)
    assert (before.id, before.name, before.webhook) == (page["id"], "Кофейня", "")
    await facebook.hook(page["token"], base, ours(hook), "unused")
    assert (await facebook.health(page["token"], base, page["id"], {})).webhook == ours(hook)
    sandbox.say(page, 501, start="lp-17", wait=5, kind="facebook")
    (hit,) = hook.hits
    headers = {name.lower(): value for name, value in hit.headers.items()}
    secret = sandbox.control("GET", "facebook/app")["secret"]
    assert facebook.verify(headers, hit.raw, secret, "")
    assert not facebook.verify(headers, hit.raw + b" ", secret, "")
    (part,) = facebook.split(hit.raw)
    assert (part.account, facebook.parse(part.body)[0].payload) == (page["id"], "lp-17")


@pytest.mark.row("CHN-11", code="channels_hub/messengers/facebook/connecting.py")
async def test_unhooked_it_does_not_and_others_keep_theirs(
    sandbox: Any, base: str, page: dict[str, Any], hook: Receiver
) -> None:
    assert await facebook.unhook(page["token"], base, ours(hook)) is False
    await facebook.hook(page["token"], base, ours(hook), "")
    assert await facebook.unhook(page["token"], base, ours(hook)) is True
    assert sandbox.say(page, 501, text="x", kind="facebook")["event"] == 0
    assert (await facebook.health(page["token"], base, page["id"], {})).webhook == ""


@pytest.mark.row("CHN-10", code="channels_hub/messengers/facebook/connecting.py")
async def test_health_tells_what_is_wrong(
    sandbox: Any, base: str, page: dict[str, Any], hook: Receiver
) -> None:
    await facebook.hook(page["token"], base, ours(hook), "")
    where = f"facebook/bots/{page['id']}/standing"
    sandbox.control("POST", where, {"scopes": ["pages_show_list"]})
    with pytest.raises(errors.ChannelStopped) as stopped:
        await facebook.health(page["token"], base, page["id"], {})
    assert stopped.value.health == "permission"
    sandbox.control("POST", where, {"scopes": ["pages_messaging"]})
    sandbox.control("POST", "facebook/app", {"callback": "https://other.example/hook"})
    with pytest.raises(errors.ChannelStopped) as stopped:
        await facebook.health(page["token"], base, page["id"], {})
    assert (stopped.value.health, stopped.value.text) == ("taken", "other.example")
    sandbox.revoke(page, kind="facebook")
    with pytest.raises(errors.BadCredentials) as dead:
        await facebook.health(page["token"], base, page["id"], {})
    assert page["token"] not in repr(dead.value)


async def test_no_token_and_no_secret_stands_in_a_url(
    sandbox: Any, base: str, page: dict[str, Any], hook: Receiver
) -> None:
    """The sandbox refuses a call whose query holds one."""
    sandbox.control("POST", "facebook/app", {"headers_only": True})
    await facebook.hook(page["token"], base, ours(hook), "")
    await facebook.health(page["token"], base, page["id"], {})
    grant = await facebook.exchange(_code(sandbox), BACK)
    assert [offer.account.name for offer in await facebook.accounts(grant)] == ["Кофейня"]


@pytest.mark.row("CHN-6", code="channels_hub/messengers/facebook/signing_in.py")
async def test_signed_in_the_pages_are_offered_and_only_an_administrators_may_be_connected(
    sandbox: Any, base: str, page: dict[str, Any]
) -> None:
    sandbox.new_bot("Редактор", kind="facebook", role="editor")
    for number in range(120):
        sandbox.new_bot(f"P{number}", kind="facebook")
    grant = await facebook.exchange(_code(sandbox), BACK)
    offers = await facebook.accounts(grant)
    assert len(offers) == 122
    first, editor = offers[0], offers[1]
    assert (first.account.id, first.token, first.allowed, first.why) == (page["id"], page["token"], True, "")
    assert (editor.account.name, editor.allowed, editor.why) == ("Редактор", False, "editor")
    with pytest.raises(errors.SendError):
        await facebook.exchange("used", BACK)


async def test_names_and_portraits(sandbox: Any, base: str, page: dict[str, Any]) -> None:
    sandbox.say(page, {"id": 501, "name": "Лев Тихий"}, text="x", kind="facebook")
    sandbox.say(page, {"id": 502, "name": "Ада", "photo": "none"}, text="x", kind="facebook")
    async with facebook.Client() as client:
        known = await facebook.person(client, page["token"], base, "501")
        assert (known.first_name, known.last_name) == ("Лев", "Тихий")
        portrait = await facebook.profile(client, page["token"], base, "501")
        content = [one async for one in facebook.fetch(client, page["token"], base, portrait.ref, 10**7)]
        assert b"".join(content).startswith(b"\x89PNG")
        again = await facebook.profile(client, page["token"], base, "501")
        assert again.ref["unique"] == portrait.ref["unique"]
        assert await facebook.profile(client, page["token"], base, "502") is None
        assert await facebook.person(client, page["token"], base, "999") is None


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        ({"hub.mode": "subscribe", "hub.verify_token": "verify-me", "hub.challenge": "42"}, "42"),
        ({"hub.mode": "subscribe", "hub.verify_token": "another", "hub.challenge": "42"}, None),
        ({"hub.mode": "unsubscribe", "hub.verify_token": "verify-me", "hub.challenge": "42"}, None),
        ({}, None),
    ],
)
def test_the_challenge(base: str, query: dict[str, str], answer: str | None) -> None:
    assert facebook.challenge(query) == answer


def _code(sandbox: Any) -> str:
    url = facebook.authorize_url("s1", BACK)
    found = re.search(r'id="yes" href="([^"]+)"', requests.get(url, timeout=10).text)
    assert found is not None
    answer = requests.get(sandbox.url + found[1].replace("&amp;", "&"), allow_redirects=False, timeout=10)
    asked = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert asked["state"] == ["s1"]
    return asked["code"][0]
