"""Connecting a Telegram bot against the sandbox (CHN-2, CHN-3, CHN-11)."""

import json
import threading
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings

from channels_hub import addresses
from channels_hub.calling import InTransaction, call
from channels_hub.domain import checking
from channels_hub.domain.connecting import connect, rehook
from channels_hub.domain.disconnecting import disconnect
from channels_hub.domain.refusing import ConfirmationNeeded, Held
from channels_hub.enums import Health, Intake
from channels_hub.models import Channel, Lane
from projects.domain.refusals import Refused
from projects.models import Act

pytestmark = pytest.mark.django_db
FOREIGN = "http://127.0.0.1:7/hook"


def webhook(telegram: Any, bot: dict[str, Any]) -> str:
    """Where the bot's updates go, as the provider says."""
    import requests

    answer = requests.get(f"{telegram.telegram_url}/bot{bot['token']}/getWebhookInfo", timeout=10)
    return str(answer.json()["result"]["url"])


def take(telegram: Any, bot: dict[str, Any], url: str = FOREIGN) -> None:
    """Another service sets its webhook."""
    import requests

    address = f"{telegram.telegram_url}/bot{bot['token']}/setWebhook"
    telegram.wait(lambda: requests.post(address, {"url": url}, timeout=10).ok, every=0.2)


@pytest.fixture
def connected(telegram: Any, project: Any, in_project: Any) -> Callable[..., Channel]:
    def act(bot: dict[str, Any], to: Any = None, **more: Any) -> Channel:
        to = to or project
        with in_project(to):
            return connect(to, "telegram", bot["token"], person=to.account.owner, **more)

    return act


@pytest.mark.row("CHN-3", "channels_hub/domain/connecting.py")
def test_a_bot_is_connected_with_a_secret_webhook(
    telegram: Any, connected: Any, project: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    channel = connected(bot)
    assert (channel.account, channel.name, channel.username) == (str(bot["id"]), "Обжиг", bot["username"])
    assert (channel.connected, channel.health, channel.intake) == (True, Health.WAITING, Intake.WEBHOOK)
    assert webhook(telegram, bot) == addresses.hook_url("telegram", channel.key)
    (set_call,) = telegram.calls(bot, "setWebhook")
    assert set_call["fields"]["secret_token"] == channel.secret
    assert json.loads(set_call["fields"]["allowed_updates"]) == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]
    with in_project(project):
        assert Lane.objects.filter(channel=channel, project=project.pk).exists()
        act = Act.objects.get(what="channel.connected")
        assert (act.ids["channel"], act.person_id) == (channel.pk, project.account.owner_id)


def test_the_key_lies_sealed_in_the_database(telegram: Any, connected: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    channel = connected(bot)
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, secret FROM channels_hub_channel WHERE id = %s", [channel.pk])
        assert bot["token"] not in (sealed := cursor.fetchone())[0]
        assert channel.secret not in sealed[1]


@pytest.mark.row("CHN-3", "channels_hub/domain/connecting.py")
def test_another_service_loses_the_bot_only_when_the_person_knows(telegram: Any, connected: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    take(telegram, bot)
    with pytest.raises(ConfirmationNeeded) as need:
        connected(bot)
    assert need.value.host == "127.0.0.1"
    assert webhook(telegram, bot) == FOREIGN
    channel = connected(bot, take_over=True)
    assert webhook(telegram, bot) == addresses.hook_url("telegram", channel.key)


@pytest.mark.row("CHN-3", "channels_hub/domain/connecting.py")
def test_a_revoked_key_says_so(telegram: Any, connected: Any, project: Any, in_project: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    telegram.revoke(bot)
    with pytest.raises(Refused) as no:
        connected(bot)
    assert no.value.code == "revoked"
    with in_project(project):
        assert not Channel.objects.exists()


@pytest.mark.parametrize("method", ["getMe", "setWebhook"])
def test_a_provider_that_fails_leaves_nothing_behind(
    telegram: Any, connected: Any, project: Any, in_project: Any, method: str
) -> None:
    bot = telegram.new_bot("Обжиг")
    telegram.faults(bot=bot, method=method, status=500, times=1)
    with pytest.raises(Refused) as no:
        connected(bot)
    assert no.value.code == "silent"
    with in_project(project):
        assert not Channel.objects.exists()
    assert connected(bot).connected


@pytest.mark.row("CHN-2", "channels_hub/domain/connecting.py")
def test_one_bot_in_one_project(telegram: Any, connected: Any, project: Any, make_project: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    connected(bot)
    with pytest.raises(Held) as here:
        connected(bot)
    with pytest.raises(Held) as mine:
        connected(bot, to=make_project(owner=project.account.owner, name="Вторая"))
    with pytest.raises(Held) as elsewhere:
        connected(bot, to=make_project(name="Чужая"))
    assert [held.value.code for held in (here, mine, elsewhere)] == ["here", "visible", "elsewhere"]
    assert mine.value.project == project
    assert project.name in mine.value.sentence
    assert elsewhere.value.project is None
    assert project.name not in elsewhere.value.sentence


@pytest.mark.row("CHN-2", "channels_hub/domain/connecting.py")
@pytest.mark.django_db(transaction=True)
def test_of_attempts_at_once_one_wins_and_only_it_sets_the_webhook(
    telegram: Any, make_project: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    projects = [make_project(name=f"Проект {number}") for number in range(6)]
    start, won, lost = threading.Barrier(len(projects)), [], []

    def attempt(project: Any) -> None:
        try:
            start.wait()
            with in_project(project):
                won.append(connect(project, "telegram", bot["token"], take_over=True))
        except Held as no:
            lost.append(no.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=[project]) for project in projects]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(won) == 1
    assert lost == ["elsewhere"] * 5
    assert [made["fields"]["url"] for made in telegram.calls(bot, "setWebhook")] == [
        addresses.hook_url("telegram", won[0].key)
    ]


@pytest.mark.row("CHN-11", "channels_hub/domain/disconnecting.py")
def test_disconnecting_takes_the_webhook_off(
    telegram: Any, connected: Any, project: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    channel = connected(bot)
    with in_project(project):
        assert disconnect(channel, person=project.account.owner) is True
        channel.refresh_from_db()
        assert (channel.connected, channel.token, channel.secret) == (False, "", "")
        assert Act.objects.filter(what="channel.disconnected").count() == 1
    assert webhook(telegram, bot) == ""


@pytest.mark.row("CHN-11", "channels_hub/domain/disconnecting.py")
def test_disconnecting_leaves_another_services_webhook(
    telegram: Any, connected: Any, project: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    channel = connected(bot)
    take(telegram, bot)
    with in_project(project):
        disconnect(channel)
    assert webhook(telegram, bot) == FOREIGN


def test_disconnecting_works_while_the_provider_is_silent(
    telegram: Any, connected: Any, project: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    channel = connected(bot)
    telegram.faults(bot=bot, status=500, times=1)
    with in_project(project):
        assert disconnect(channel) is False
        assert not Channel.objects.get(pk=channel.pk).connected


@pytest.mark.row("CHN-10", "channels_hub/domain/connecting.py")
def test_connected_again_it_is_the_same_channel(
    telegram: Any, connected: Any, project: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    first = connected(bot)
    with in_project(project):
        disconnect(first)
    again = connected(bot)
    assert again.pk == first.pk
    assert again.key != first.key, "the old address is no longer good"


def test_a_failed_return_leaves_the_old_row_as_it_was(
    telegram: Any, connected: Any, project: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    first = connected(bot)
    with in_project(project):
        disconnect(first)
        before = Channel.objects.values().get(pk=first.pk)
        telegram.faults(bot=bot, method="setWebhook", status=500, times=1)
        with pytest.raises(Refused):
            connected(bot)
        assert Channel.objects.values().get(pk=first.pk) == before


@pytest.mark.row("CHN-3", "channels_hub/addresses.py")
@pytest.mark.parametrize(
    ("api", "public", "arrives"),
    [
        ("https://api.telegram.org", "https://crm.example.com", True),
        ("https://api.telegram.org", "https://crm.example.com:8443", True),
        ("https://api.telegram.org", "https://crm.example.com:8000", False),
        ("https://api.telegram.org", "http://crm.example.com", False),
        ("https://api.telegram.org", "https://localhost", False),
        ("https://api.telegram.org", "https://192.168.1.5", False),
        ("http://127.0.0.1:8090/telegram", "http://localhost:8000", True),
        ("http://botapi:8081", "http://wepster:8000", True),
    ],
)
def test_can_a_webhook_arrive(api: str, public: str, arrives: bool) -> None:
    with override_settings(PROVIDER_URLS={"telegram": api}, PUBLIC_URL=public):
        assert addresses.webhooks_arrive("telegram") is arrives


def test_collecting_takes_the_webhook_off_first(telegram: Any, connected: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    take(telegram, bot)
    channel = connected(bot, take_over=True, polling=True)
    assert channel.intake == Intake.POLLING
    assert webhook(telegram, bot) == ""


@pytest.mark.row("CHN-10", "channels_hub/domain/checking.py")
def test_a_look_sees_who_took_the_bot_and_taking_it_back_heals(
    telegram: Any, connected: Any, project: Any, in_project: Any
) -> None:
    bot = telegram.new_bot("Обжиг")
    channel = connected(bot)
    with in_project(project):
        assert checking.check(channel) == Health.WAITING
        take(telegram, bot)
        assert checking.check(channel) == Health.TAKEN
        channel.refresh_from_db()
        assert (channel.health, channel.health_detail) == (Health.TAKEN, "127.0.0.1")
        rehook(channel)
        assert checking.check(Channel.objects.get(pk=channel.pk)) == Health.WAITING
        telegram.revoke(bot)
        assert checking.check(channel) == Health.TOKEN


def test_no_provider_is_called_inside_a_transaction() -> None:
    from django.db import transaction

    async def work() -> None: ...

    with transaction.atomic(), pytest.raises(InTransaction):
        call(work())


def test_the_command_does_the_same_act(telegram: Any, project: Any) -> None:
    bot, out = telegram.new_bot("Обжиг"), StringIO()
    call_command(
        "connect_channel",
        "--project",
        str(project.pk),
        "--kind",
        "telegram",
        "--token",
        bot["token"],
        "--json",
        stdout=out,
    )
    facts = json.loads(out.getvalue())
    assert set(facts) == {"channel", "kind", "webhook", "secret", "account"}
    assert webhook(telegram, bot).endswith(facts["webhook"])
    with pytest.raises(CommandError):
        call_command(
            "connect_channel", "--project", str(project.pk), "--kind", "telegram", "--token", bot["token"]
        )


def test_rehook_sets_all_webhooks_to_the_new_address(telegram: Any, connected: Any) -> None:
    bot = telegram.new_bot("Обжиг")
    channel = connected(bot)
    with override_settings(PUBLIC_URL="http://127.0.0.1:11"):
        call_command("rehook", stdout=StringIO())
    assert webhook(telegram, bot) == f"http://127.0.0.1:11/in/telegram/{channel.key}"
