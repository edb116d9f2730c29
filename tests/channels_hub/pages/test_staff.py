"""Receipts, deliveries and lanes for staff (GEN-3)."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client

from channels_hub import paging
from channels_hub.domain import beating, connecting, upkeep
from channels_hub.enums import DeliveryState, ReceiptState
from channels_hub.models import Delivery, Lane, Receipt
from channels_hub.queries import receipts
from projects.models import Act

pytestmark = [pytest.mark.django_db, pytest.mark.row("GEN-3", code="channels_hub/admin.py")]
BODY = '{"text": "<script>alert(7)</script> secret words"}'


@pytest.fixture
def channel(telegram: Any, project: Any, in_project: Any) -> Any:
    bot = telegram.new_bot("Roast")
    with in_project(project):
        return connecting.connect(project, "telegram", bot["token"], person=project.account.owner)


@pytest.fixture
def receipt(channel: Any, project: Any) -> Receipt:
    upkeep.make_days()
    with connection.cursor() as cursor:
        receipts.store(cursor, [receipts.Row(project.pk, channel.pk, "7", "501", BODY.encode())])
    Receipt.objects.update(state=ReceiptState.BROKEN, error="ValueError in parsing")
    return Receipt.objects.get(channel=channel.pk)


@pytest.fixture
def root(make_person: Any, client_of: Any) -> Client:
    return client_of(make_person(is_staff=True, is_superuser=True))


@pytest.mark.parametrize("page", ["channel", "receipt", "delivery", "lane", "lease", "heartbeat"])
def test_lists_show_no_words_and_no_tokens(page: str, root: Client, receipt: Receipt, channel: Any) -> None:
    beating.beat("lanes")
    answer = root.get(f"/staff/channels_hub/{page}/")
    assert answer.status_code == 200
    assert "secret words" not in answer.text
    assert channel.token not in answer.text
    assert root.get(f"/staff/channels_hub/{page}/add/").status_code == 403


def test_a_channels_page_has_no_secrets(root: Client, channel: Any) -> None:
    shown = root.get(f"/staff/channels_hub/channel/{channel.pk}/change/")
    assert shown.status_code == 200
    for secret in (channel.token, channel.secret, channel.key):
        assert secret not in shown.text


def test_the_body_is_shown_on_demand_to_superusers_and_that_is_noted(
    root: Client, receipt: Receipt, make_person: Any, client_of: Any, project: Any, in_project: Any
) -> None:
    page = f"/staff/channels_hub/receipt/{receipt.pk}/change/"
    body = f"/staff/channels_hub/receipt/{receipt.pk}/body/"
    seen = root.get(page).text
    assert "ValueError in parsing" in seen
    assert body in seen
    assert "secret words" not in seen
    assert root.get(body).status_code == 405
    assert "&lt;script&gt;alert(7)" in root.post(body).text
    with in_project(project):
        assert Act.objects.filter(what="receipt.read").count() == 1
    helper = make_person(is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="view_receipt"))
    client = client_of(helper)
    assert client.get(page).status_code == 200
    assert body not in client.get(page).text
    assert client.post(body).status_code == 403
    assert "replay" not in client.get("/staff/channels_hub/receipt/").text


def test_replay_is_an_act_in_the_log(root: Client, receipt: Receipt, project: Any, in_project: Any) -> None:
    form = {"action": "replay", "_selected_action": [receipt.pk]}
    assert root.post("/staff/channels_hub/receipt/", form).status_code == 302
    receipt.refresh_from_db()
    assert receipt.state == ReceiptState.WAITING
    with in_project(project):
        assert Act.objects.filter(what="receipt.replayed").count() == 1
    assert Lane.objects.exists()


def test_all_broken_ones_of_a_channel_are_replayed_at_once(
    root: Client, receipt: Receipt, channel: Any, project: Any, in_project: Any
) -> None:
    with connection.cursor() as cursor:
        rows = [receipts.Row(project.pk, channel.pk, str(event), "501", b"{}") for event in range(20, 25)]
        receipts.store(cursor, rows)
    Receipt.objects.update(state=ReceiptState.BROKEN)
    for page, chosen in [("receipt", receipt.pk), ("channel", channel.pk)]:
        form = {"action": "replay_broken", "_selected_action": [chosen]}
        assert root.post(f"/staff/channels_hub/{page}/", form).status_code == 302
        assert not Receipt.objects.filter(channel=channel.pk).exclude(state=ReceiptState.WAITING).exists()
        Receipt.objects.update(state=ReceiptState.BROKEN)
    with in_project(project):
        acts = Act.objects.filter(what="receipt.replayed_all")
        assert [act.ids["count"] for act in acts] == [6, 6]


@pytest.fixture
def stuck(channel: Any, project: Any, in_project: Any) -> list[Delivery]:
    """A failed, an uncertain and a sent delivery."""
    with in_project(project):
        return [
            Delivery.objects.create(
                project=project,
                channel=channel,
                chat=number,
                entry=900 + number,
                peer="501",
                intent=f"test:{number}",
                content={"text": "secret words"},
                state=state,
                tries=3,
                error_code="rejected",
            )
            for number, state in enumerate(
                [DeliveryState.FAILED, DeliveryState.UNCERTAIN, DeliveryState.SENT], 1
            )
        ]


DELIVERIES = "/staff/channels_hub/delivery/"


def states(stuck: list[Delivery], in_project: Any) -> list[str]:
    with in_project(stuck[0].project_id):
        return list(Delivery.objects.order_by("id").values_list("state", flat=True))


def test_failed_and_uncertain_ones_are_queued_again_after_a_warning(
    root: Client, stuck: list[Delivery], project: Any, in_project: Any
) -> None:
    form = {"action": "again", "_selected_action": [each.pk for each in stuck]}
    asked = root.post(f"{DELIVERIES}?standing=all", form)
    assert asked.status_code == 200
    assert "messagelist" in asked.text
    assert "secret words" not in asked.text
    assert states(stuck, in_project) == ["failed", "uncertain", "sent"], "nothing before the person agreed"
    assert root.post(f"{DELIVERIES}?standing=all", {**form, "confirmed": "yes"}).status_code == 302
    assert states(stuck, in_project) == ["queued", "queued", "sent"]
    with in_project(project):
        act = Act.objects.get(what="delivery.queued_again")
        assert act.ids["deliveries"] == [stuck[0].pk, stuck[1].pk]
        assert Delivery.objects.get(pk=stuck[0].pk).tries == 0
    again = root.post(f"{DELIVERIES}?standing=all", {**form, "confirmed": "yes"})
    assert again.status_code == 302, "what somebody else queued already is left alone"
    with in_project(project):
        assert Act.objects.filter(what="delivery.queued_again").count() == 1


def test_of_a_disconnected_channel_nothing_leaves_again(
    root: Client, stuck: list[Delivery], channel: Any, in_project: Any
) -> None:
    with in_project(channel.project_id):
        type(channel).objects.update(connected=False)
    form = {"action": "again", "_selected_action": [stuck[0].pk], "confirmed": "yes"}
    root.post(f"{DELIVERIES}?standing=all", form)
    assert states(stuck, in_project)[0] == "failed"


def test_staff_without_the_right_queues_nothing(
    stuck: list[Delivery], make_person: Any, client_of: Any, in_project: Any
) -> None:
    helper = make_person(is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="view_delivery"))
    client = client_of(helper)
    assert "Queue again" not in client.get(DELIVERIES).text
    form = {"action": "again", "_selected_action": [stuck[0].pk], "confirmed": "yes"}
    client.post(DELIVERIES, form)
    assert states(stuck, in_project)[0] == "failed"


def ids(answer: Any) -> list[int]:
    return [row.pk for row in answer.context["cl"].result_list]


def test_deliveries_are_found_by_state_channel_and_entry(
    root: Client, stuck: list[Delivery], channel: Any
) -> None:
    failed, uncertain, sent = (each.pk for each in stuck)
    assert ids(root.get(DELIVERIES)) == [uncertain, failed]
    assert ids(root.get(f"{DELIVERIES}?standing=uncertain")) == [uncertain]
    assert ids(root.get(f"{DELIVERIES}?standing=all&q=entry 903")) == [sent]
    assert ids(root.get(f"{DELIVERIES}?q=channel {channel.pk}")) == [uncertain, failed]
    assert ids(root.get(f"{DELIVERIES}?q=channel {channel.pk + 1}")) == []
    assert ids(root.get(f"{DELIVERIES}?q=nonsense")) == []


def test_no_list_counts_a_whole_table(
    root: Client, stuck: list[Delivery], django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "MOST", 2)
    with django_assert_max_num_queries(20) as asked:
        assert root.get(f"{DELIVERIES}?standing=all").context["cl"].result_count == 2
    counts = [query["sql"] for query in asked.captured_queries if "COUNT(" in query["sql"]]
    assert counts
    assert all("LIMIT 2" in sql for sql in counts if "channels_hub_delivery" in sql)


@pytest.mark.parametrize("find", ["state = 'failed'", "channel_id = 7 AND state = 'uncertain'"])
def test_stuck_deliveries_have_their_indexes(stuck: list[Delivery], find: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN SELECT id FROM channels_hub_delivery WHERE {find} ORDER BY id DESC LIMIT 50")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "delivery_stuck" in plan
    assert "Sort" not in plan


def test_the_status_page_tells_what_the_command_tells(
    root: Client, receipt: Receipt, stuck: list[Delivery], channel: Any, make_person: Any, client_of: Any
) -> None:
    beating.beat("lanes")
    page = root.get("/staff/status")
    assert page.status_code == 200
    told = beating.status()
    figures = {
        figure["name"]: figure["value"] for road in page.context["roads"] for figure in road["figures"]
    }
    assert told["queues"]["in"]["broken"] in figures.values()
    assert [row["channel"] for row in page.context["channels"]] == [channel.pk]
    for road in page.context["roads"]:
        assert len(road["figures"]) == len(told["queues"][road["key"]])
    assert {each["name"] for each in page.context["workers"]} >= set(told["workers"])
    fragment = root.get("/staff/status", headers={"HX-Request": "true"})
    assert 'hx-trigger="every 5s"' in fragment.text
    assert "<html" not in fragment.text
    for secret in (channel.token, channel.secret, channel.key, channel.name, "secret words"):
        assert secret not in page.text
    assert client_of(make_person()).get("/staff/status").status_code == 404


def test_the_status_page_asks_the_same_whatever_there_is(
    root: Client, channel: Any, project: Any, in_project: Any, django_assert_num_queries: Any
) -> None:
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        root.get("/staff/status")
    with in_project(project):
        for number in range(3):
            type(channel).objects.create(
                project=project, kind="telegram", account=str(number), name="More", key=f"k{number}"
            )
    with django_assert_num_queries(len(one)):
        root.get("/staff/status")
