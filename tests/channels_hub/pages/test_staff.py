"""Receipts, deliveries and lanes for staff (GEN-3)."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from channels_hub.domain import beating, connecting, upkeep
from channels_hub.enums import ReceiptState
from channels_hub.models import Lane, Receipt
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


def test_the_body_is_escaped_and_for_superusers(
    root: Client, receipt: Receipt, make_person: Any, client_of: Any
) -> None:
    from django.contrib.auth.models import Permission

    page = f"/staff/channels_hub/receipt/{receipt.pk}/change/"
    assert "&lt;script&gt;alert(7)" in root.get(page).text
    helper = make_person(is_staff=True)
    helper.user_permissions.add(Permission.objects.get(codename="view_receipt"))
    seen = client_of(helper).get(page)
    assert seen.status_code == 200
    assert "secret words" not in seen.text
    assert "replay" not in client_of(helper).get("/staff/channels_hub/receipt/").text


def test_replay_is_an_act_in_the_log(root: Client, receipt: Receipt, project: Any, in_project: Any) -> None:
    form = {"action": "replay", "_selected_action": [receipt.pk]}
    assert root.post("/staff/channels_hub/receipt/", form).status_code == 302
    receipt.refresh_from_db()
    assert receipt.state == ReceiptState.WAITING
    with in_project(project):
        assert Act.objects.filter(what="receipt.replayed").count() == 1
    assert Lane.objects.exists()
