"""The pages of channels (CHN-1, CHN-2, CHN-3, CHN-9, CHN-11)."""

from typing import Any

import pytest
import requests
from django.test import override_settings
from django.urls import reverse

from channels_hub import addresses
from channels_hub.enums import Health, Intake
from channels_hub.models import Channel
from common import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(project: Any, client_of: Any) -> Any:
    return client_of(project.account.owner, headers={"Accept-Language": "en"})


def url(name: str, project: Any, *args: Any) -> str:
    return reverse(f"channels:{name}", args=[project.pk, *args])


def only(project: Any, in_project: Any) -> Channel:
    with in_project(project):
        return Channel.objects.get()


@pytest.mark.row("CHN-1", "channels_hub/views/listing.py")
def test_without_a_channel_the_page_leads_to_connecting(owner: Any, project: Any) -> None:
    page = owner.get(url("list", project))
    assert page.status_code == 200
    assert url("connect", project, "telegram") in page.text
    assert url("connect", project, "webchat") in page.text


@pytest.mark.parametrize("name", ["nonsense"])
def test_what_is_not_built_has_no_page(owner: Any, project: Any, name: str) -> None:
    assert owner.get(url("connect", project, name)).status_code == 404


@pytest.mark.row("CHN-3", "channels_hub/kinds/telegram/form.py")
@pytest.mark.parametrize(
    "key", ["", "hello", "123:abc", "498882818:AAEJZsiGD-3Sx7v9iZBw3OFekhuS8fXvI6", "498882818 AAEJZsiGD"]
)
@pytest.mark.parametrize("act", ["connect", "look"])
def test_a_malformed_key_says_so_and_asks_nobody(
    owner: Any, project: Any, telegram: Any, key: str, act: str
) -> None:
    before = len(telegram.calls())
    page = owner.post(url(act, project, "telegram"), {"token": key})
    assert page.status_code == 422
    assert "field__error" in page.text
    assert len(telegram.calls()) == before


def test_white_space_and_quotes_around_a_key_are_forgiven(owner: Any, project: Any, telegram: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    page = owner.post(
        url("look", project, "telegram"), {"token": f" «{bot['token'][:20]}\n{bot['token'][20:]}» "}
    )
    assert page.status_code == 200
    assert bot["username"] in page.text


@pytest.mark.row("CHN-3", "channels_hub/views/connecting.py")
def test_a_look_shows_the_bot_and_changes_nothing(
    owner: Any, project: Any, telegram: Any, in_project: Any
) -> None:
    bot = telegram.new_bot('<img src=x onerror="alert(1)">')
    page = owner.post(url("look", project, "telegram"), {"token": bot["token"]}, HTTP_HX_REQUEST="true")
    assert page.status_code == 200
    assert "&lt;img src=x" in page.text
    assert "<img src=x" not in page.text
    assert not telegram.calls(bot, "setWebhook")
    with in_project(project):
        assert not Channel.objects.exists()


@pytest.mark.row("CHN-3", "channels_hub/views/connecting.py")
def test_the_previous_service_is_named_and_the_box_must_be_ticked(
    owner: Any, project: Any, telegram: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    requests.post(
        f"{telegram.telegram_url}/bot{bot['token']}/setWebhook",
        {"url": "http://127.0.0.1:7/hook"},
        timeout=10,
    )
    connect = url("connect", project, "telegram")
    first = owner.post(connect, {"token": bot["token"]})
    assert first.status_code == 422
    assert "127.0.0.1" in first.text
    assert "field__error" not in first.text
    second = owner.post(connect, {"token": bot["token"], "asked": "127.0.0.1"})
    assert (second.status_code, "field__error" in second.text) == (422, True)
    third = owner.post(connect, {"token": bot["token"], "take_over": "on"})
    assert third.status_code == 302


@pytest.mark.row("CHN-2", "channels_hub/views/connecting.py")
def test_the_holder_is_linked_for_who_may_see_it_only(
    owner: Any, project: Any, telegram: Any, make_project: Any, client_of: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    owner.post(url("connect", project, "telegram"), {"token": bot["token"]})
    second, foreign = make_project(owner=project.account.owner, name="Вторая"), make_project(name="Чужая")
    mine = owner.post(url("connect", second, "telegram"), {"token": bot["token"]})
    theirs = client_of(foreign.account.owner).post(
        url("connect", foreign, "telegram"), {"token": bot["token"]}
    )
    assert (mine.status_code, theirs.status_code) == (422, 422)
    assert url("list", project) in mine.text
    assert url("list", project) not in theirs.text
    assert project.name not in theirs.text


@pytest.mark.row("CHN-9", "channels_hub/views/checking.py")
def test_the_check_waits_and_turns_green(owner: Any, project: Any, telegram: Any, in_project: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    page = owner.post(url("connect", project, "telegram"), {"token": bot["token"]})
    channel = only(project, in_project)
    check = url("check", project, channel.pk)
    assert page.url == check
    waiting = owner.get(check)
    assert f"https://t.me/{bot['username']}" in waiting.text
    assert "every 2s" in owner.get(check, HTTP_HX_REQUEST="true").text
    with in_project(project):
        Channel.objects.update(first_event_at=clock.now(), health=Health.OK)
    green = owner.get(check, HTTP_HX_REQUEST="true")
    assert 'data-tone="ok"' in green.text
    assert "every 2s" not in green.text


@override_settings(
    SANDBOX_URL="http://127.0.0.1:8090", PROVIDER_URLS={"telegram": "http://127.0.0.1:8090/telegram"}
)
def test_in_the_demo_the_bot_opens_in_the_sandbox() -> None:
    assert addresses.chat_link("telegram", "7", "x_bot").startswith("http://127.0.0.1:8090/?")


@pytest.mark.row("CHN-3", "channels_hub/views/connecting.py")
def test_without_an_open_address_it_says_so_and_collects(
    owner: Any, project: Any, telegram: Any, in_project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "webhooks_arrive", lambda kind: False)
    connect = url("connect", project, "telegram")
    assert "https" in owner.get(connect).text
    bot = telegram.new_bot("Обжиг")
    assert owner.post(connect, {"token": bot["token"]}).status_code == 422
    assert owner.post(connect, {"token": bot["token"], "polling": "on"}).status_code == 302
    assert only(project, in_project).intake == Intake.POLLING
    assert not telegram.calls(bot, "setWebhook")


@pytest.mark.row("CHN-11", "channels_hub/views/disconnecting.py")
def test_a_disconnected_channel_stays_in_the_list(
    owner: Any, project: Any, telegram: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг & Ко")
    owner.post(url("connect", project, "telegram"), {"token": bot["token"]})
    channel = only(project, in_project)
    assert owner.get(url("disconnect", project, channel.pk)).status_code == 405
    assert owner.post(url("disconnect", project, channel.pk)).status_code == 302
    page = owner.get(url("list", project))
    assert "Обжиг &amp; Ко" in page.text
    assert 'data-tone="off"' in page.text
    assert owner.get(url("check", project, channel.pk)).status_code == 404


@pytest.mark.row("CHN-10", "channels_hub/views/listing.py")
def test_a_revoked_key_is_red_with_its_remedy(
    owner: Any, project: Any, telegram: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    owner.post(url("connect", project, "telegram"), {"token": bot["token"]})
    with in_project(project):
        Channel.objects.update(health=Health.TOKEN, health_at=clock.now())
    page = owner.get(url("list", project))
    assert '<div class="callout" data-tone="danger">' in page.text
    assert bot["token"] not in page.text


def test_only_administrators_and_only_of_this_project(
    project: Any,
    telegram: Any,
    owner: Any,
    make_member: Any,
    make_project: Any,
    client_of: Any,
    in_project: Any,
) -> None:
    bot = telegram.new_bot("Обжиг")
    owner.post(url("connect", project, "telegram"), {"token": bot["token"]})
    channel = only(project, in_project)
    manager = client_of(make_member(project))
    stranger = client_of(make_project(name="Чужая").account.owner)
    for name, args in (("list", ()), ("connect", ("telegram",)), ("check", (channel.pk,))):
        assert manager.get(url(name, project, *args)).status_code == 403
        assert stranger.get(url(name, project, *args)).status_code == 404
    assert stranger.post(url("disconnect", project, channel.pk)).status_code == 404
    assert manager.post(url("disconnect", project, channel.pk)).status_code == 403
    assert only(project, in_project).connected


def test_another_projects_channel_is_not_found(
    project: Any, telegram: Any, owner: Any, make_project: Any, client_of: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    owner.post(url("connect", project, "telegram"), {"token": bot["token"]})
    channel, foreign = only(project, in_project), make_project(name="Чужая")
    theirs = client_of(foreign.account.owner)
    assert theirs.get(url("check", foreign, channel.pk)).status_code == 404
    assert theirs.post(url("disconnect", foreign, channel.pk)).status_code == 404
    assert only(project, in_project).connected
