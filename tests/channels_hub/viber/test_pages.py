"""Viber's pages: connecting by a key (CHN-4), the invitation and where the rest is edited (CHN-12), red causes (CHN-10)."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests
from django.test import override_settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from channels_hub.kinds import FACES
from channels_hub.models import Channel
from tests.sandbox.receiver import Receiver

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(project: Any, client_of: Any) -> Any:
    return client_of(project.account.owner, headers={"Accept-Language": "en"})


@pytest.fixture
def viber(telegram: Any) -> Iterator[Any]:
    """The sandbox, and a public address that answers 200 to everything."""
    with Receiver() as hook, override_settings(PUBLIC_URL=hook.url.partition("/in/")[0]):
        yield telegram


def url(name: str, project: Any, *args: Any) -> str:
    return reverse(f"channels:{name}", args=[project.pk, *args])


def connect(owner: Any, project: Any, viber: Any, name: str = "Школа") -> dict[str, Any]:
    bot: dict[str, Any] = viber.new_bot(name, kind="viber")
    assert owner.post(url("connect", project, "viber"), {"token": bot["token"]}).status_code == 302
    return bot


@pytest.mark.row("CHN-4", code="channels_hub/kinds/viber/face.py")
def test_the_guide_and_the_two_remedies(owner: Any, project: Any) -> None:
    assert url("connect", project, "viber") in owner.get(url("list", project)).text
    page = owner.get(url("connect", project, "viber")).text
    for words in (
        "7 min",
        "partners.viber.com",
        "First remedy",
        "Second remedy",
        "link to a previous service is lost",
    ):
        assert words in page
    assert "BotFather" not in page
    assert "Telegram" not in page


@pytest.mark.row("CHN-4", code="channels_hub/kinds/viber/form.py")
@pytest.mark.parametrize(
    "key", ["", "hello", "445da6az1s345z78-dazcczb2542zv51a", "498882818:AAEJZsiGD-3Sx7v9iZBw3OFekhuS8fXvI6w"]
)
def test_a_malformed_key_says_so_and_asks_nobody(owner: Any, project: Any, viber: Any, key: str) -> None:
    page = owner.post(url("connect", project, "viber"), {"token": key})
    assert page.status_code == 422
    assert "field__error" in page.text
    assert not viber.calls(kind="viber")


@pytest.mark.row("CHN-4", code="channels_hub/views/connecting.py")
def test_a_bot_is_shown_and_connected(owner: Any, project: Any, viber: Any, in_project: Any) -> None:
    bot = viber.new_bot("<b>Школа</b>", kind="viber", username="school")
    look = owner.post(url("look", project, "viber"), {"token": f" «{bot['token']}»\n"})
    assert look.status_code == 200
    assert "&lt;b&gt;Школа" in look.text
    assert "school" in look.text
    assert not viber.calls(bot, "set_webhook", kind="viber")
    owner.post(url("connect", project, "viber"), {"token": bot["token"]})
    with in_project(project):
        channel = Channel.objects.get()
    assert (channel.kind, channel.account, channel.connected) == ("viber", bot["account"], True)
    assert "viber://" in owner.get(url("check", project, channel.pk)).text


@pytest.mark.row("CHN-4", code="channels_hub/views/connecting.py")
def test_the_previous_service_is_named(owner: Any, project: Any, viber: Any) -> None:
    bot = viber.new_bot("Школа", kind="viber", webhook="http://127.0.0.1:7/hook")
    first = owner.post(url("connect", project, "viber"), {"token": bot["token"]})
    assert first.status_code == 422
    assert "127.0.0.1" in first.text
    assert "Viber gives messages to one service only" in first.text
    taken = owner.post(url("connect", project, "viber"), {"token": bot["token"], "take_over": "on"})
    assert taken.status_code == 302


@pytest.mark.row("CHN-4", code="channels_hub/domain/connecting.py")
def test_what_goes_wrong_is_said_and_leaves_nothing(
    owner: Any, project: Any, viber: Any, in_project: Any
) -> None:
    bot = viber.new_bot("Школа", kind="viber")
    with override_settings(PUBLIC_URL="http://127.0.0.1:9"):  # nobody answers the handshake
        page = owner.post(url("connect", project, "viber"), {"token": bot["token"]})
    assert (page.status_code, "Result code is not 200" in page.text) == (422, True)
    viber.revoke(bot, kind="viber")
    page = owner.post(url("connect", project, "viber"), {"token": bot["token"]})
    assert (page.status_code, "revoked" in page.text) == (422, True)
    assert "BotFather" not in page.text
    with in_project(project):
        assert not Channel.objects.exists()


def test_without_an_open_address_it_says_so_and_offers_no_polling(
    owner: Any, project: Any, settings: Any
) -> None:
    settings.PROVIDER_URLS = {**settings.PROVIDER_URLS, "viber": "https://chatapi.viber.com"}
    settings.PUBLIC_URL = "http://localhost:8000"
    page = owner.get(url("connect", project, "viber")).text
    assert "PUBLIC_URL" in page
    assert 'name="polling"' not in page
    key = "-".join(["0123456789abcdef"] * 3)
    refused = owner.post(url("connect", project, "viber"), {"token": key})
    assert (refused.status_code, "cannot reach this server" in refused.text) == (422, True)


@pytest.mark.row("CHN-10", code="channels_hub/kinds/viber/face.py")
@pytest.mark.parametrize(
    ("health", "words"),
    [
        ("token", "Connect again"),
        ("taken", "Another service took the bot: old.test"),
        ("lost", "Take the bot back"),
        ("blocked", "“old.test”"),
        ("permission", "does not let the bot write"),
    ],
)
def test_red_has_a_cause_and_a_remedy(
    owner: Any, project: Any, viber: Any, in_project: Any, health: str, words: str
) -> None:
    connect(owner, project, viber)
    with in_project(project):
        Channel.objects.update(health=health, health_detail="old.test")
    page = owner.get(url("list", project)).text
    assert words in page
    assert "%(" not in page


@pytest.mark.row("CHN-12", code="channels_hub/views/greeting.py")
def test_the_invitation_is_edited_per_channel(owner: Any, project: Any, viber: Any, in_project: Any) -> None:
    connect(owner, project, viber, "Опт")
    connect(owner, project, viber, "Розница")
    with in_project(project):
        one, other = Channel.objects.order_by("id")
    first = owner.get(url("greeting", project))
    assert "Hello! Write to us" in first.text
    saved = owner.post(url("greeting", project, other.pk), {"text": "  Какой <b>кофе</b>?\r\nПишите "})
    assert saved.status_code == 302
    with in_project(project):
        other.refresh_from_db()
        one.refresh_from_db()
    assert other.extra["greeting"] == "Какой <b>кофе</b>?\nПишите"
    assert "greeting" not in one.extra
    assert "Какой &lt;b&gt;кофе" in owner.get(saved.url).text
    assert owner.post(url("greeting", project, one.pk), {"text": "x" * 7001}).status_code == 422
    assert owner.post(url("greeting", project, one.pk), {"text": ""}).status_code == 302
    with in_project(project):
        one.refresh_from_db()
    assert one.extra["greeting"] == ""


@pytest.mark.row("CHN-12", code="channels_hub/kinds/face.py")
def test_where_the_rest_is_edited(owner: Any, project: Any) -> None:
    page = owner.get(url("greeting", project))
    assert page.status_code == 200
    for words in ("/mybots", "Name", "Description", "About", "Botpic", "on the phone"):
        assert words in page.text
    told = {one.kind: one.rest for one in FACES if one.rest}
    assert set(told) >= {"telegram", "viber", "vk", "facebook"}
    with override("en"):
        for rest in told.values():
            assert escape(str(rest.title)) in page.text
            assert escape(str(rest.text)) in page.text


def test_another_projects_channel_has_no_invitation_here(
    owner: Any, project: Any, viber: Any, in_project: Any, make_project: Any, client_of: Any
) -> None:
    connect(owner, project, viber)
    with in_project(project):
        channel = Channel.objects.get()
    foreign = make_project(name="Чужая")
    stranger = client_of(foreign.account.owner)
    assert stranger.post(url("greeting", foreign, channel.pk), {"text": "x"}).status_code == 404
    assert stranger.post(url("greeting", project, channel.pk), {"text": "x"}).status_code == 404
    with in_project(project):
        channel.refresh_from_db()
    assert "greeting" not in channel.extra


def test_a_foreign_webhook_is_left_alone_when_disconnecting(
    owner: Any, project: Any, viber: Any, in_project: Any
) -> None:
    bot = connect(owner, project, viber)
    with in_project(project):
        channel = Channel.objects.get()
    with Receiver() as thief:
        answer = requests.post(
            f"{viber.url}/viber/pa/set_webhook",
            json={"url": thief.url},
            headers={"X-Viber-Auth-Token": bot["token"]},
            timeout=5,
        )
        assert answer.json()["status"] == 0
        owner.post(url("disconnect", project, channel.pk))
        bots = viber.control("GET", "viber/bots")
        assert [one["webhook"] for one in bots if one["id"] == bot["id"]] == [thief.url]
