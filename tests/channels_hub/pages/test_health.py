"""Looking at channels by the clock, and who is told (CHN-10)."""

import datetime
from typing import Any

import pytest
import requests
from django.urls import reverse

from accounts.models import Mail
from channels_hub.domain import checking, connecting
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
