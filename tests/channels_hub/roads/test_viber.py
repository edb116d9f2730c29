"""Viber's way in, whole: the handshake while connecting, signatures, the invitation in the answer (CHN-4, CHN-12)."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.test import override_settings

from channels_hub.domain import connecting
from channels_hub.domain.greeting import greet
from channels_hub.messengers.viber.verifying import sign
from channels_hub.models import Channel
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import Web
from tests.channels_hub.roads.receipts import stored


@pytest.fixture
def connected(
    no_receipts: None, project: Any, provider: Any, web: Web
) -> Iterator[tuple[Channel, dict[str, Any]]]:
    """A bot connected over the real intake."""
    bot = provider.new_bot("Школа", kind="viber")
    with override_settings(PUBLIC_URL=web.url):
        with project_scope(project.pk):
            channel = connecting.connect(project, "viber", bot["token"], person=project.account.owner)
        yield channel, bot


def opens(provider: Any, bot: dict[str, Any], client: int = 7, **more: Any) -> list[str]:
    """What a client sees who opens the chat anew."""
    before = len(provider.received(bot, client, kind="viber"))
    provider.say(bot, {"id": client, "name": "Ира", **more}, start="lp-9", kind="viber", wait=5)
    return [seen["text"] for seen in provider.received(bot, client, kind="viber")[before:]]


@pytest.mark.row("CHN-4", code="channels_hub/messengers/viber/connecting.py")
def test_connecting_is_shaken_and_not_kept(connected: tuple[Channel, dict[str, Any]], provider: Any) -> None:
    channel, bot = connected
    assert channel.account == bot["account"]
    assert channel.extra["sender"] == "Школа"
    assert stored(channel) == [], "the handshake is no message: it would turn the channel green"
    provider.say(bot, 7, text="да", kind="viber", wait=5)
    provider.say(bot, 7, text="да", kind="viber", wait=5)
    assert len(stored(channel)) == 2


@pytest.mark.parametrize("signature", ["", "0" * 64, "пароль"])
def test_forged_is_refused_and_not_stored(
    connected: tuple[Channel, dict[str, Any]], web: Web, signature: str
) -> None:
    channel, _ = connected
    headers = {"X-Viber-Content-Signature": signature.encode()}
    answer = requests.post(f"{web.url}/in/viber/{channel.key}", b"{}", headers=headers, timeout=5)
    assert answer.status_code == 403
    assert stored(channel) == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"event":"message"}', b"\xff\x00", b'{"event":5}', b"[" * 99999]
)
def test_whatever_is_inside_a_signed_request_is_kept(
    connected: tuple[Channel, dict[str, Any]], web: Web, body: bytes
) -> None:
    channel, bot = connected
    headers = {"X-Viber-Content-Signature": sign(body, bot["token"])}
    answer = requests.post(f"{web.url}/in/viber/{channel.key}?sig=x", body, headers=headers, timeout=5)
    assert answer.status_code == 200
    assert len(stored(channel)) == 1


@pytest.mark.row("CHN-12", code="channels_hub/messengers/viber/greeting.py")
def test_who_opens_the_chat_is_invited_by_the_channels_own_words(
    connected: tuple[Channel, dict[str, Any]], provider: Any, project: Any
) -> None:
    channel, bot = connected
    assert opens(provider, bot, language="ru") == ["Здравствуйте! Напишите нам, и мы ответим прямо здесь"]
    assert opens(provider, bot, 8, language="de") == ["Hello! Write to us, and we will answer right here"]
    assert len(stored(channel)) == 2, "where the client came from is remembered"
    with project_scope(project.pk):
        greet(channel, "Здравствуйте! Какой кофе ищете?")
    provider.wait(lambda: opens(provider, bot) == ["Здравствуйте! Какой кофе ищете?"], every=0.5)
    provider.say(bot, 7, text="да", kind="viber", wait=5)
    assert opens(provider, bot) == [], "who is subscribed already is not"
    with project_scope(project.pk):
        greet(channel, "")
    provider.wait(lambda: opens(provider, bot, 8) == [], every=0.5)


@pytest.mark.row("CHN-10", code="channels_hub/domain/connecting.py")
def test_a_new_key_keeps_the_invitation(
    connected: tuple[Channel, dict[str, Any]], provider: Any, project: Any
) -> None:
    channel, bot = connected
    with project_scope(project.pk):
        greet(channel, "Какой кофе ищете?")
        Channel.objects.filter(pk=channel.pk).update(health="token")
        fresh = provider.reissue(bot, kind="viber")
        again = connecting.connect(project, "viber", fresh["token"], person=project.account.owner)
    assert again.pk == channel.pk
    assert opens(provider, fresh) == ["Какой кофе ищете?"]
