"""Looking at channels by the clock, and who is told (CHN-10)."""

import datetime
from typing import Any

import pytest
import requests
from django.db import transaction
from django.urls import reverse

from accounts.models import Mail
from channels_hub.domain import checking, connecting, healing
from channels_hub.enums import Health
from channels_hub.models import Channel
from channels_hub.queries import channels
from common import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def bot(telegram: Any) -> Any:
    return telegram.new_bot("Roast & Co")


@pytest.fixture
def channel(bot: Any, project: Any, in_project: Any) -> Channel:
    with in_project(project):
        return connecting.connect(project, "telegram", bot["token"], person=project.account.owner)


def fresh(channel: Channel, in_project: Any) -> Channel:
    with in_project(channel.project_id):
        return Channel.objects.get(pk=channel.pk)


@pytest.mark.row("CHN-10", code="channels_hub/domain/telling.py")
def test_a_revoked_token_is_told_once_to_owner_and_administrators(
    channel: Channel, bot: Any, project: Any, telegram: Any, make_member: Any, client_of: Any, in_project: Any
) -> None:
    admin, manager = make_member(project, "admin"), make_member(project)
    Mail.objects.all().delete()
    telegram.revoke(bot)
    for _ in range(2):
        assert checking.check_by_id(project.pk, channel.pk) == Health.TOKEN
    told = sorted(Mail.objects.values_list("to", flat=True))
    assert told == sorted([project.account.owner.email, admin.person.email])
    letter = Mail.objects.first()
    assert letter is not None
    assert "Roast & Co" in letter.subject
    assert reverse("channels:list", args=[project.pk]) in letter.text
    assert bot["token"] not in letter.text

    home = reverse("inbox:list", args=[project.pk, "new"])
    listing = reverse("channels:list", args=[project.pk])
    seen, own = client_of(manager).get(home).text, client_of(admin).get(home).text
    assert 'class="banner" data-tone="danger"' in seen
    assert listing not in seen
    assert listing in own
    assert '<span class="dot" data-tone="danger"' in client_of(admin).get(listing).text


@pytest.mark.row("CHN-10", code="channels_hub/domain/checking.py")
def test_a_taken_webhook_names_the_host_and_taking_it_back_is_green(
    channel: Channel, bot: Any, project: Any, telegram: Any, client_of: Any, in_project: Any
) -> None:
    hook = f"{telegram.telegram_url}/bot{bot['token']}/setWebhook"
    # One webhook a second is taken of a bot (PROTOCOLS §1.1).
    telegram.wait(lambda: requests.post(hook, {"url": "http://127.0.0.1:7/hook"}, timeout=10).ok, every=0.2)
    assert checking.check_by_id(project.pk, channel.pk) == Health.TAKEN
    assert fresh(channel, in_project).health_detail == "127.0.0.1"
    owner = client_of(project.account.owner)
    assert "127.0.0.1" in owner.get(reverse("channels:list", args=[project.pk])).text
    owner.post(reverse("channels:hook", args=[project.pk, channel.pk]))
    assert checking.check_by_id(project.pk, channel.pk) == Health.WAITING
    assert (
        '<span class="dot" data-tone="danger"'
        not in owner.get(reverse("channels:list", args=[project.pk])).text
    )


@pytest.mark.row("CHN-10", code="channels_hub/queries/channels.py")
def test_each_channel_has_its_minute_of_ten_and_a_red_one_two(
    channel: Channel, project: Any, in_project: Any
) -> None:
    start = clock.now() + datetime.timedelta(minutes=5)
    minutes = [start + datetime.timedelta(minutes=each) for each in range(10)]
    here = (project.pk, channel.pk)
    assert channels.to_look_at(clock.now()) == []
    assert sum(here in channels.to_look_at(minute) for minute in minutes) == 1
    with in_project(project):
        Channel.objects.update(health=Health.TOKEN)
    assert sum(here in channels.to_look_at(minute) for minute in minutes) == 2


def letters(project: Any) -> int:
    return int(Mail.objects.filter(to=project.account.owner.email).count())


def flap(channel: Channel, in_project: Any, cause: Health) -> None:
    """Red for the cause, and green again by what came in."""
    with in_project(channel.project_id):
        with transaction.atomic():
            healing.redden(Channel.objects.get(pk=channel.pk), cause, "other.test")
        healing.saw_events(Channel.objects.get(pk=channel.pk), seconds_between=0)
    assert fresh(channel, in_project).health == Health.OK


@pytest.mark.row("CHN-10", code="channels_hub/domain/healing.py")
def test_a_channel_that_flaps_writes_one_letter_of_a_cause_in_six_hours(
    channel: Channel, project: Any, in_project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    Mail.objects.all().delete()
    for _ in range(3):
        flap(channel, in_project, Health.TAKEN)
    assert letters(project) == 1
    flap(channel, in_project, Health.OFF)
    assert letters(project) == 2, "another cause has another remedy"
    later = clock.now() + datetime.timedelta(hours=6, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    flap(channel, in_project, Health.TAKEN)
    assert letters(project) == 3


def test_one_that_stays_red_after_flapping_is_told_at_last(
    channel: Channel, project: Any, in_project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    flap(channel, in_project, Health.TAKEN)
    Mail.objects.all().delete()
    moment = clock.now()
    for hours, told in [(1, 0), (5, 0), (7, 1), (14, 1)]:
        monkeypatch.setattr(clock, "now", lambda hours=hours: moment + datetime.timedelta(hours=hours))
        with in_project(project), transaction.atomic():
            healing.redden(Channel.objects.get(pk=channel.pk), Health.TAKEN, "other.test")
        assert letters(project) == told, hours


def unset(telegram: Any, bot: Any) -> None:
    assert requests.post(f"{telegram.telegram_url}/bot{bot['token']}/deleteWebhook", timeout=10).ok


def hook_of(telegram: Any, bot: Any) -> str:
    info = requests.get(f"{telegram.telegram_url}/bot{bot['token']}/getWebhookInfo", timeout=10).json()
    return str(info["result"]["url"])


@pytest.mark.row("CHN-10", code="channels_hub/domain/checking.py")
def test_a_lost_webhook_is_set_again_by_itself_and_thrice_lost_is_told(
    channel: Channel, bot: Any, project: Any, telegram: Any, in_project: Any
) -> None:
    ours = hook_of(telegram, bot)
    Mail.objects.all().delete()
    for _ in range(3):
        unset(telegram, bot)
        # One webhook a second is taken of a bot: a refusal passes, the next look sets it.
        telegram.wait(lambda: bool(checking.check_by_id(project.pk, channel.pk) and hook_of(telegram, bot)))
        assert hook_of(telegram, bot) == ours
        assert fresh(channel, in_project).health == Health.WAITING
        with in_project(project):  # the refused ones do not count here
            row = Channel.objects.get(pk=channel.pk)
            row.extra["set_again"] = row.extra["set_again"][: _ + 1]
            row.save()
    assert letters(project) == 0
    unset(telegram, bot)
    assert checking.check_by_id(project.pk, channel.pk) == Health.LOST
    assert hook_of(telegram, bot) == ""
    assert letters(project) == 1


def test_a_lost_webhook_has_a_button_that_takes_it_back(
    channel: Channel, bot: Any, project: Any, telegram: Any, client_of: Any, in_project: Any
) -> None:
    with in_project(project):
        Channel.objects.update(health=Health.LOST)
    unset(telegram, bot)
    owner = client_of(project.account.owner)
    page = reverse("channels:hook", args=[project.pk, channel.pk])
    assert page in owner.get(reverse("channels:list", args=[project.pk])).text
    telegram.wait(lambda: bool(owner.post(page) and hook_of(telegram, bot)), every=0.2)
    assert fresh(channel, in_project).health == Health.WAITING


@pytest.mark.row("CHN-10", code="channels_hub/domain/connecting.py")
def test_a_revoked_channel_takes_a_new_key_in_place(
    channel: Channel, bot: Any, project: Any, telegram: Any, client_of: Any, in_project: Any
) -> None:
    telegram.revoke(bot)
    assert checking.check_by_id(project.pk, channel.pk) == Health.TOKEN
    new = telegram.reissue(bot)
    owner = client_of(project.account.owner)
    page = reverse("channels:connect", args=[project.pk, "telegram"])
    answer = owner.post(page, {"token": new["token"]})
    assert answer.status_code == 302, answer.text
    renewed = fresh(channel, in_project)
    assert (renewed.token, renewed.health) == (new["token"], Health.WAITING)
    assert hook_of(telegram, new).endswith(renewed.key)
    refused = owner.post(page, {"token": new["token"]})
    assert refused.status_code == 422, "a channel that works is not connected twice"


@pytest.mark.row("CHN-10", code="templates/inbox/_trouble.html")
def test_the_banner_is_there_while_a_channel_is_red(
    channel: Channel, project: Any, client_of: Any, in_project: Any
) -> None:
    owner, page = client_of(project.account.owner), reverse("inbox:trouble", args=[project.pk])
    assert "banner" not in owner.get(page).text
    with in_project(project), transaction.atomic():
        healing.redden(channel, Health.TAKEN, "other.test")
    assert "other.test" in owner.get(page).text
    assert f'hx-get="{page}"' in owner.get(reverse("inbox:list", args=[project.pk, "new"])).text
