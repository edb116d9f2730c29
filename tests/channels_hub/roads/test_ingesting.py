"""From receipts to the receiver: order, poison, replay, no Redis."""

import pytest
from django.db import connection
from django.test import override_settings

from channels_hub.domain import ingesting, upkeep
from channels_hub.enums import Health, ReceiptState
from channels_hub.models import Lane
from projects.scope import project_scope
from tests.channels_hub.roads.conftest import Line, Running, Taker, Web, update, wait
from tests.channels_hub.roads.receipts import states, stored


def put(line: Line, *bodies: str) -> None:
    """Receipts as the intake would store them."""
    from channels_hub.domain.storing import rows_of
    from channels_hub.messengers import messenger
    from channels_hub.queries import receipts
    from channels_hub.queries.hooks import Hook

    hook = Hook(line.channel.pk, line.channel.project_id, "telegram", "", "")
    rows = [row for body in bodies for row in rows_of(hook, messenger("telegram").split(body.encode()))]
    with connection.cursor() as cursor:
        receipts.store(cursor, rows)


def test_a_webhook_reaches_the_receiver_at_once(line: Line, web: Web, lanes: Running, taker: Taker) -> None:
    for number in range(3):
        assert web.post(line, update(number, f"text {number}")).status_code == 200
    wait(lambda: len(taker.received) == 3, seconds=2)
    assert taker.texts() == ["text 0", "text 1", "text 2"]
    assert [one.receipt for one in taker.received] == [receipt.pk for receipt in stored(line.channel)]
    wait(lambda: states(line.channel) == [ReceiptState.DONE] * 3)


def test_without_redis_the_sweep_finds_it(line: Line, taker: Taker, start_lanes: object) -> None:
    with override_settings(REDIS_URL="unix:///nonexistent/valkey.sock?db=0"):
        start_lanes()  # type: ignore[operator]
        put(line, update(1, "no hint"))
        wait(lambda: taker.texts() == ["no hint"], seconds=5)


def test_more_than_a_batch_goes_in_order(line: Line, lanes: Running, taker: Taker) -> None:
    put(line, *(update(number, f"{number}") for number in range(160)))
    wait(lambda: len(taker.received) == 160)
    assert taker.texts() == [f"{number}" for number in range(160)]


def test_poison_is_quarantined_and_the_lane_goes_on(line: Line, lanes: Running, taker: Taker) -> None:
    taker.poison = "secret words"
    put(
        line,
        update(1, "before"),
        update(2, "secret words"),
        "{broken",
        update(3, "after"),
        '{"update_id": 4, "gift": {}}',
    )
    wait(lambda: 0 not in states(line.channel))
    good, bad, unknown = ReceiptState.DONE, ReceiptState.BROKEN, ReceiptState.UNKNOWN
    assert states(line.channel) == [good, bad, bad, good, unknown]
    assert taker.texts() == ["before", "after"]
    error = stored(line.channel)[1].error
    assert error.startswith("ValueError in conftest.receive")
    assert "secret" not in error


def test_broken_receipts_are_replayed_after_the_fix(line: Line, lanes: Running, taker: Taker) -> None:
    taker.poison = "b"
    put(line, update(1, "a"), update(2, "b"))
    wait(lambda: states(line.channel) == [ReceiptState.DONE, ReceiptState.BROKEN])
    taker.poison = ""
    with project_scope(line.channel.project_id):
        assert ingesting.replay([receipt.pk for receipt in stored(line.channel)]) == 1
    wait(lambda: taker.texts() == ["a", "b"])
    wait(lambda: states(line.channel) == [ReceiptState.DONE] * 2)


def test_another_project_cannot_replay(line: Line, make_project: object) -> None:
    put(line, "{broken")
    ingesting.ingest(line.channel.project_id, line.channel.pk)
    with project_scope(make_project(name="Other").pk):  # type: ignore[operator]
        assert ingesting.replay([receipt.pk for receipt in stored(line.channel)]) == 0
    assert states(line.channel) == [ReceiptState.BROKEN]


def test_who_finds_the_lane_taken_leaves_it(line: Line, taker: Taker) -> None:
    import threading

    from django.db import connections, transaction

    put(line, update(1))
    assert ingesting.ingest(line.channel.project_id, line.channel.pk) == 1
    put(line, update(2))
    seen: list[int] = []

    def other() -> None:
        seen.append(ingesting.ingest(line.channel.project_id, line.channel.pk))
        connections.close_all()

    with transaction.atomic():
        assert Lane.objects.select_for_update().get(pk=line.channel.pk)
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
    assert seen == [0]
    assert states(line.channel) == [ReceiptState.DONE, ReceiptState.WAITING]


@pytest.mark.row("CHN-9", code="channels_hub/domain/healing.py")
def test_the_first_event_turns_the_channel_green(line: Line, lanes: Running) -> None:
    put(line, update(1))
    wait(lambda: line.fresh().health == Health.OK)
    first = line.fresh().first_event_at
    assert first is not None
    put(line, update(2))
    wait(lambda: states(line.channel) == [ReceiptState.DONE] * 2)
    assert line.fresh().first_event_at == first


def test_a_red_token_is_not_healed_by_an_event(make_line: object, lanes: Running) -> None:
    line = make_line(health=Health.TOKEN)  # type: ignore[operator]
    put(line, update(1))
    wait(lambda: line.fresh().last_event_at)
    assert line.fresh().health == Health.TOKEN


def test_days_are_made_and_old_ones_dropped(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT receipt_day((now() AT TIME ZONE 'UTC')::date - 31), receipt_day((now() AT TIME ZONE 'UTC')::date - 30)"
        )
        cursor.execute(
            "INSERT INTO channels_hub_receipt_key VALUES (1, 'old', now() - interval '15 days'), (1, 'new', now())"
        )
        upkeep.make_days()
        assert upkeep.drop_days() == 1
        assert upkeep.drop_days() == 0
        assert upkeep.forget_keys() == 1
        cursor.execute(
            "SELECT to_regclass('channels_hub_receipt_' || to_char((now() AT TIME ZONE 'UTC')::date + 3, 'YYYYMMDD'))"
        )
        assert cursor.fetchone()[0] is not None
