"""Viber's package against the sandbox over HTTP: whose token, the webhook, files, portraits (PROTOCOLS §2.1, §2.4)."""

from typing import Any

import pytest

from channels_hub.messengers import errors, viber
from channels_hub.messengers.vocabulary import Outgoing
from tests.sandbox.receiver import Receiver
from tests.sandbox_process import Sandbox, file


@pytest.fixture
def base(sandbox: Sandbox) -> str:
    return sandbox.provider_url("viber")


@pytest.mark.row("CHN-4", code="channels_hub/messengers/viber/connecting.py")
async def test_the_webhook_is_set_shaken_and_given_up(sandbox: Sandbox, base: str) -> None:
    bot = sandbox.new_bot("Школа", kind="viber", username="school")
    account = await viber.identify(bot["token"], base)
    assert (account.id, account.name, account.username, account.webhook) == (
        bot["account"],
        "Школа",
        "school",
        "",
    )
    with Receiver() as hook:
        assert await viber.hook(bot["token"], base, hook.url, "") == {"sender": "Школа"}
        (hit,) = hook.hits
        headers = {name.lower(): value for name, value in hit.headers.items()}
        assert viber.verify(headers, hit.raw, "", bot["token"])
        assert viber.reply(hit.raw, {}) is not None
        assert (await viber.identify(bot["token"], base)).webhook == hook.url
        assert not await viber.unhook(bot["token"], base, "https://another.test/")
        assert await viber.unhook(bot["token"], base, hook.url)
    assert (await viber.identify(bot["token"], base)).webhook == ""


async def test_a_webhook_that_does_not_answer_is_refused_with_vibers_words(
    sandbox: Sandbox, base: str
) -> None:
    bot = sandbox.new_bot("Школа", kind="viber")
    with pytest.raises(errors.Rejected, match="200"):
        await viber.hook(bot["token"], base, "http://127.0.0.1:9/in", "")


async def test_a_revoked_token(sandbox: Sandbox, base: str) -> None:
    bot = sandbox.new_bot("Школа", kind="viber")
    sandbox.revoke(bot, kind="viber")
    with pytest.raises(errors.BadCredentials) as caught:
        await viber.identify(bot["token"], base)
    assert bot["token"] not in repr(caught.value)


async def test_files_stickers_and_portraits_are_fetched(sandbox: Sandbox, base: str) -> None:
    bot = sandbox.new_bot("Школа", kind="viber", webhook="http://127.0.0.1:9/")
    await viber.identify(bot["token"], base)
    sandbox.say(bot, {"id": 7, "name": "Ира"}, file=file("a.txt", b"abc" * 1000), kind="viber")
    sandbox.say(bot, 7, sticker=46105, kind="viber")
    events = sandbox.pending(bot, kind="viber")
    async with viber.Client() as client:

        async def whole(ref: dict[str, Any], limit: int = 10_000_000) -> bytes:
            return b"".join([piece async for piece in viber.fetch(client, bot["token"], base, ref, limit)])

        assert await whole({"url": events[0]["message"]["media"]}) == b"abc" * 1000
        with pytest.raises(errors.TooLarge):
            await whole({"url": events[0]["message"]["media"]}, 2999)
        assert (await whole({"sticker": "46105"}))[8:12] == b"WEBP"
        with pytest.raises(errors.Rejected):
            await whole({"url": f"{base}/media/none/a.txt"})
        portrait = await viber.profile(client, bot["token"], base, events[0]["sender"]["id"])
        icon = await viber.profile(client, bot["token"], base, bot["account"])
        for media in (portrait, icon):
            assert media is not None
            assert (await whole(media.ref)).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/a",
        "http://localhost:5432/",
        "http://[::1]/a",
        "http://169.254.169.254/latest",
        "http://metadata.internal/",
        "file:///etc/passwd",
        "http://2130706433/",
        "nonsense",
    ],
)
async def test_inner_addresses_are_never_fetched(base: str, url: str) -> None:
    async with viber.Client() as client:
        with pytest.raises((errors.Rejected, errors.Retry)):
            [piece async for piece in viber.fetch(client, "t", base, {"url": url}, 10)]


async def test_the_name_is_asked_for_once(sandbox: Sandbox, base: str) -> None:
    bot = sandbox.new_bot(
        "Очень длинное название бота, длиннее некуда", kind="viber", webhook="http://127.0.0.1:9/"
    )
    sandbox.say(bot, 7, text="да", kind="viber")
    peer = sandbox.chat(bot, 7, kind="viber")["receiver"]
    async with viber.Client() as client:
        for text in ("раз", "два"):
            await viber.send(client, bot["token"], base, peer, Outgoing(text))
    calls = sandbox.calls(bot, kind="viber")
    assert [call["method"] for call in calls] == ["get_account_info", "send_message", "send_message"]
    assert len(calls[1]["fields"]["sender"]["name"]) == 28


async def test_one_persons_limit_does_not_silence_the_channel(sandbox: Sandbox, base: str) -> None:
    """Viber refuses with 12 what is too fast for the bot, and what is too much for one person: told apart by the others."""
    bot = sandbox.new_bot("Школа", kind="viber", webhook="http://127.0.0.1:9/")
    peers = {}
    for client in (7, 8):
        sandbox.say(bot, client, text="да", kind="viber")
        peers[client] = sandbox.chat(bot, client, kind="viber")["receiver"]
    sandbox.faults(kind="viber", bot=bot, method="send_message", user=7, status=12)
    async with viber.Client() as client:

        async def said(who: int) -> str:
            try:
                await viber.send(client, bot["token"], base, peers[who], Outgoing("да"))
            except errors.Retry as error:
                return type(error).__name__
            return "sent"

        assert [await said(who) for who in (7, 7, 8, 7)] == ["Throttled", "Throttled", "sent", "Retry"]
        sandbox.clear_faults(kind="viber")
        assert await said(7) == "sent"
