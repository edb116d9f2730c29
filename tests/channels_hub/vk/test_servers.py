"""A community's Callback server: made, confirmed, looked at, removed; and its keys (PROTOCOLS §3.1)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from channels_hub.messengers import errors, messenger
from tests.sandbox.receiver import Receiver

vk = messenger("vk")
SECRET = "a-very_secret-word"


class Ours(Receiver):
    """A service that answers as the package says."""

    extra: dict[str, Any]

    def answer(self, body: dict[str, Any]) -> Any:
        raw = json.dumps(body).encode()
        if not vk.verify({}, raw, SECRET, ""):
            return 403
        said = vk.reply(raw, self.extra)
        return said.status, {}, said.body

    @property
    def address(self) -> str:
        return self.url.replace("/in/telegram/", "/in/vk/")


@pytest.fixture
def ours() -> Iterator[Ours]:
    with Ours() as service:
        service.extra = {}
        service.decide = service.answer
        yield service


@pytest.fixture
def bot(sandbox: Any) -> dict[str, Any]:
    return sandbox.new_bot("Обжиг", kind="vk")


@pytest.fixture
def base(sandbox: Any) -> str:
    return str(sandbox.provider_url("vk"))


def settings(sandbox: Any, bot: dict[str, Any], **given: Any) -> dict[str, Any]:
    return sandbox.control("POST", f"vk/bots/{bot['id']}/settings", given)


async def hooked(ours: Ours, bot: dict[str, Any], base: str) -> dict[str, Any]:
    ours.extra |= await vk.foresee(bot["token"], base, str(bot["id"]))
    ours.extra |= await vk.hook(bot["token"], base, ours.address, SECRET)
    return ours.extra


@pytest.mark.row("CHN-5", code="channels_hub/messengers/vk/connecting.py")
async def test_a_server_is_made_and_confirmed(
    sandbox: Any, bot: dict[str, Any], base: str, ours: Ours
) -> None:
    account = await vk.identify(bot["token"], base)
    assert (account.id, account.name, account.username) == (str(bot["id"]), "Обжиг", bot["username"])
    extra = await hooked(ours, bot, base)
    (server,) = settings(sandbox, bot)["servers"]
    assert (server["id"], server["url"], server["title"]) == (extra["server"], ours.address, "Wepster")
    assert (server["status"], server["secret"]) == ("ok", "averysecretword")
    sandbox.say(bot, 901, "Здравствуйте", kind="vk", wait=5)
    assert [hit.update["type"] for hit in ours.hits] == ["confirmation", "message_new"]
    assert (await vk.health(bot["token"], base, str(bot["id"]), extra)).webhook == ours.address


async def test_only_our_own_servers_are_touched(
    sandbox: Any, bot: dict[str, Any], base: str, ours: Ours
) -> None:
    import requests

    foreign = {"group_id": bot["id"], "url": "http://localhost:9/other", "title": "other"}
    asked = {"v": "5.199", "access_token": bot["token"], **foreign}
    requests.post(f"{base}/method/groups.addCallbackServer", data=asked, timeout=10)
    await hooked(ours, bot, base)
    first = settings(sandbox, bot)["servers"]
    await hooked(ours, bot, base)
    second = settings(sandbox, bot)["servers"]
    assert [one["url"] for one in first] == [one["url"] for one in second] == [foreign["url"], ours.address]
    assert await vk.unhook(bot["token"], base, "http://localhost:9/nobody") is False
    assert await vk.unhook(bot["token"], base, ours.address) is True
    assert [one["url"] for one in settings(sandbox, bot)["servers"]] == [foreign["url"]]


async def test_a_wrong_confirmation_is_told(bot: dict[str, Any], base: str, ours: Ours) -> None:
    ours.extra = {"confirmation": "wrong"}
    with pytest.raises(errors.Rejected):
        await vk.hook(bot["token"], base, ours.address, SECRET)


@pytest.mark.row("CHN-10", code="channels_hub/messengers/vk/connecting.py")
async def test_a_server_that_is_gone_or_deaf_is_seen(
    sandbox: Any, bot: dict[str, Any], base: str, ours: Ours
) -> None:
    import requests

    async def seen() -> str:
        return str((await vk.health(bot["token"], base, str(bot["id"]), extra)).webhook)

    extra = await hooked(ours, bot, base)
    asked = {"v": "5.199", "access_token": bot["token"], "group_id": bot["id"], "server_id": extra["server"]}
    requests.post(f"{base}/method/groups.setCallbackSettings", data={**asked, "message_new": 0}, timeout=10)
    assert await seen() == ""
    extra = await hooked(ours, bot, base)
    assert await seen() == ours.address
    requests.post(
        f"{base}/method/groups.deleteCallbackServer", data={**asked, "server_id": extra["server"]}, timeout=10
    )
    assert await seen() == ""


@pytest.mark.row("CHN-10", code="channels_hub/messengers/vk/connecting.py")
@pytest.mark.parametrize(
    ("given", "health", "words"),
    [
        ({"messages": False}, "off", "messages are disabled"),
        ({"rights": ["messages", "manage"]}, "permission", "photos, docs"),
        ({"rights": ["photos"]}, "permission", "messages, manage, docs"),
        ({"deactivated": "banned"}, "blocked", "banned"),
    ],
)
async def test_why_a_community_cannot_work(
    sandbox: Any, bot: dict[str, Any], base: str, given: dict[str, Any], health: str, words: str
) -> None:
    settings(sandbox, bot, **given)
    with pytest.raises(errors.ChannelStopped) as stopped:
        await vk.identify(bot["token"], base)
    assert stopped.value.health == health
    assert words in stopped.value.text


@pytest.mark.parametrize("token", ["revoked", "vk1.a.nobody"])
async def test_a_key_that_does_not_work(sandbox: Any, bot: dict[str, Any], base: str, token: str) -> None:
    if token == "revoked":
        sandbox.revoke(bot, kind="vk")
    with pytest.raises(errors.BadCredentials) as refused:
        await vk.identify(bot["token"] if token == "revoked" else token, base)
    assert bot["token"] not in repr(refused.value)


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"status": 500}, errors.Retry),
        ({"status": 504}, errors.Unknown),
        ({"error": "6"}, errors.Throttled),
        ({"status": 200, "body": "<html>"}, errors.Unknown),
        ({"status": 200, "body": "[]"}, errors.Unknown),
        ({"drop": "before"}, errors.Retry),
    ],
)
async def test_the_library_fails_in_our_words(
    sandbox: Any, bot: dict[str, Any], base: str, fault: dict[str, Any], error: type[Exception]
) -> None:
    sandbox.faults(kind="vk", bot=bot, times=1, **fault)
    with pytest.raises(errors.SendError) as caught:
        await vk.identify(bot["token"], base)
    assert type(caught.value) is error
    assert len(sandbox.calls(bot, kind="vk")) == 1, "nothing is repeated behind our back"


async def test_nobody_there_is_told(bot: dict[str, Any]) -> None:
    with pytest.raises(errors.Retry):
        await vk.identify(bot["token"], "http://127.0.0.1:9")
