"""A community on the whole road: connected over our own intake, written to, answered, read, red and green again (CHN-5, CHN-10)."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import override_settings
from django.utils import translation

from audience.models import Identity
from channels_hub.calling import call
from channels_hub.domain import checking, fetching
from channels_hub.domain.connecting import connect
from channels_hub.domain.disconnecting import disconnect
from channels_hub.enums import Health, Intake, ReceiptState
from channels_hub.messengers import messenger
from channels_hub.messengers.vk.verifying import secret_key
from channels_hub.messengers.vocabulary import Echo, Status
from channels_hub.models import Channel, MediaFile
from projects.domain.refusals import Refused
from projects.models import Project
from tests.channels_hub.kit.vk import picture
from tests.channels_hub.roads.conftest import Line, Running, Taker, Web, wait
from tests.channels_hub.roads.receipts import stored
from tests.sandbox_process import file


@pytest.fixture
def bot(provider: Any) -> dict[str, Any]:
    provider.clear_faults("vk")
    made: dict[str, Any] = provider.new_bot("Обжиг", kind="vk")
    return made


@pytest.fixture
def reached(web: Web) -> Iterator[None]:
    """Our intake is the public address."""
    with override_settings(PUBLIC_URL=web.url):
        yield


@pytest.fixture
def connected(
    no_receipts: None, reached: None, project: Project, in_project: Any, bot: dict[str, Any], taker: Taker
) -> Callable[..., Line]:
    """`connected(purpose="roads")`: the community as a channel; what comes goes to the taker, or to the inbox."""

    def act(purpose: str = "roads", **more: Any) -> Line:
        with in_project(project):
            channel = connect(project, "vk", bot["token"], **more)
            Channel.objects.filter(pk=channel.pk).update(purpose=purpose)
            return Line(Channel.objects.get(pk=channel.pk), bot)

    return act


def servers(provider: Any, bot: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = provider.control("POST", f"vk/bots/{bot['id']}/settings")["servers"]
    return found


@pytest.mark.row("CHN-5", code="channels_hub/messengers/vk/connecting.py")
def test_a_community_speaks_both_ways(
    connected: Callable[..., Line],
    provider: Any,
    bot: dict[str, Any],
    lanes: Running,
    taker: Taker,
    in_project: Any,
) -> None:
    line = connected()
    (server,) = servers(provider, bot)
    assert (server["status"], urlsplit(server["url"]).path) == ("ok", line.path)
    assert line.channel.extra["server"] == server["id"]
    provider.say(bot, 501, "Здравствуйте", kind="vk", ref="lp_17", wait=10)
    wait(lambda: len(taker.received) == 2)
    assert [getattr(one.inbound, "payload", "") for one in taker.received] == ["lp_17", ""]
    delivery = line.write(501, "Добрый день")
    wait(lambda: line.state(delivery) == "sent")
    (seen,) = provider.received(bot, 501, kind="vk")
    assert (seen["text"], seen["random_id"]) == ("Добрый день", delivery.pk % 2**31)
    provider.say(bot, 501, kind="vk", read=True, wait=10)
    wait(lambda: isinstance(taker.received[-1].inbound, Status))
    (echo,) = [one.inbound for one in taker.received if isinstance(one.inbound, Echo)]
    assert (echo.mark, echo.provider_id) == (str(delivery.pk), str(seen["message_id"]))
    assert taker.received[-1].inbound.provider_id == echo.provider_id
    with in_project(line.channel.project_id):
        assert checking.check(line.fresh()) == Health.OK


def test_forgeries_and_oddities_at_the_address(
    connected: Callable[..., Line], web: Web, lanes: Running
) -> None:
    line = connected()
    secret = secret_key(line.channel.secret)
    right = f'"secret":"{secret}"'
    cases = [
        ('{"type":"message_new","event_id":"1"}', 403, ""),
        ('{"type":"message_new","event_id":"1","secret":"x"}', 403, ""),
        ("{", 403, ""),
        (f'{{"type":"telepathy","event_id":"2",{right}}}', 200, "ok"),
        (f'{{"type":"message_new","event_id":"3","object":"\\u0000\\ud83d",{right}}}', 200, "ok"),
        (f'{{"type":"message_new","event_id":"3","object":"again",{right}}}', 200, "ok"),
        (f'{{"type":"message_new",{right}}}', 200, "ok"),
        ('{"type":"confirmation"}', 200, line.channel.extra["confirmation"]),
    ]
    answers = [web.post(line, body.encode("utf-8", "surrogatepass")) for body, _, _ in cases]
    assert [(one.status_code, one.text) for one in answers] == [case[1:] for case in cases]
    rows = wait(
        lambda: (
            [row for row in stored(line.channel) if row.state != ReceiptState.WAITING]
            if len(stored(line.channel)) == 3
            else None
        )
    )
    assert [row.event for row in rows][:2] == ["2", "3"]


@pytest.mark.row("CHN-10", code="channels_hub/messengers/vk/judging.py")
def test_red_when_messages_are_off_and_green_again_with_nothing_lost(
    connected: Callable[..., Line], provider: Any, bot: dict[str, Any], lanes: Running, in_project: Any
) -> None:
    line = connected()
    provider.say(bot, 501, "x", kind="vk", wait=10)
    path = f"vk/bots/{bot['id']}/settings"
    provider.control("POST", path, {"messages": False})
    delivery = line.write(501, "ждёт")
    wait(lambda: line.fresh().health == Health.OFF)
    assert line.state(delivery) == "queued"
    with in_project(line.channel.project_id):
        assert checking.check(line.fresh()) == Health.OFF
        provider.control("POST", path, {"messages": True})
        assert checking.check(line.fresh()) == Health.OK
        Channel.objects.filter(pk=line.channel.pk).update(blocked_until=None)
    wait(lambda: line.state(delivery) == "sent", seconds=20)


@pytest.mark.row("CHN-10", code="channels_hub/messengers/vk/connecting.py")
def test_a_revoked_key_turns_red_and_a_new_one_goes_on_in_place(
    connected: Callable[..., Line], provider: Any, bot: dict[str, Any], lanes: Running
) -> None:
    line = connected()
    provider.say(bot, 501, "x", kind="vk", wait=10)
    provider.revoke(bot, kind="vk")
    delivery = line.write(501, "ждёт")
    wait(lambda: line.fresh().health == Health.TOKEN)
    bot["token"] = provider.reissue(bot, kind="vk")["token"]
    again = connected()
    assert again.channel.pk == line.channel.pk
    assert len(servers(provider, bot)) == 1, "the old server is taken away"
    wait(lambda: line.state(delivery) == "sent", seconds=20)


@pytest.mark.row("CHN-10", code="channels_hub/domain/checking.py")
def test_a_server_that_somebody_removed_is_made_again(
    connected: Callable[..., Line], provider: Any, bot: dict[str, Any], in_project: Any
) -> None:
    line = connected()
    vk, base = messenger("vk"), provider.provider_url("vk")
    assert call(vk.unhook(bot["token"], base, servers(provider, bot)[0]["url"]))
    with in_project(line.channel.project_id):
        assert checking.check(line.fresh()) == Health.WAITING
        assert len(servers(provider, bot)) == 1
        assert checking.check(line.fresh()) == Health.WAITING


@pytest.mark.row("CHN-11", code="channels_hub/messengers/vk/connecting.py")
def test_disconnecting_removes_our_server(
    connected: Callable[..., Line], provider: Any, bot: dict[str, Any], in_project: Any
) -> None:
    line = connected()
    with in_project(line.channel.project_id):
        assert disconnect(line.fresh()) is True
    assert servers(provider, bot) == []


@pytest.mark.row("CHN-5", code="channels_hub/kinds/vk/face.py")
@pytest.mark.parametrize(
    ("given", "code", "words"),
    [
        ({"messages": False}, "off", "Community messages"),
        ({"rights": ["messages"]}, "permission", "manage, photos, docs"),
        ({"deactivated": "banned"}, "blocked", "support"),
    ],
)
def test_connecting_says_what_is_wrong(
    connected: Callable[..., Line], provider: Any, bot: dict[str, Any], project: Project, in_project: Any,
    given: dict[str, Any], code: str, words: str,
) -> None:  # fmt: skip
    provider.control("POST", f"vk/bots/{bot['id']}/settings", given)
    with pytest.raises(Refused) as no, translation.override("en"):
        connected()
    assert no.value.code == code
    assert words in no.value.sentence
    with in_project(project):
        assert not Channel.objects.exists()


@pytest.mark.row("CHN-5", code="channels_hub/messengers/vk/polling.py")
def test_a_community_is_asked_when_vk_cannot_reach_us(
    connected: Callable[..., Line], provider: Any, bot: dict[str, Any], start_lanes: Any, taker: Taker
) -> None:
    line = connected(polling=True)
    assert (line.channel.intake, servers(provider, bot)) == (Intake.POLLING, [])
    lanes = start_lanes()
    wait(lambda: line.fresh().poll_after != "" or None, seconds=20)
    for number in range(5):
        provider.say(bot, 501, f"asked {number}", kind="vk")
    wait(lambda: len(taker.received) == 5, seconds=20)
    lanes.stop()
    provider.say(bot, 501, "while nobody asked", kind="vk")
    start_lanes()
    wait(lambda: len(taker.received) == 6, seconds=20)
    assert taker.texts() == [*(f"asked {number}" for number in range(5)), "while nobody asked"]


@pytest.mark.row("INB-10", code="inbox/domain/naming.py")
def test_names_and_files_come_in_the_background(
    connected: Callable[..., Line],
    provider: Any,
    bot: dict[str, Any],
    lanes: Running,
    in_project: Any,
    project: Project,
) -> None:
    from inbox.models import Entry

    line = connected(purpose="clients")
    lev = {"id": 501, "name": "Лев Тихий"}
    provider.say(bot, lev, kind="vk", image=file("a.png", picture()), caption="вот", wait=10)
    with in_project(project):
        wait(lambda: Entry.objects.filter(text="вот").exists())
        assert fetching.fetch_due(project.pk) >= 2
        who = Identity.objects.select_related("contact").get(channel=line.channel)
        assert (who.first_name, who.contact.last_name) == ("Лев", "Тихий")
        assert who.contact.photo is not None
        assert MediaFile.objects.get(kind="image").path
