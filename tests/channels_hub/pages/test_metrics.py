"""`/metrics` (INTERFACES.md)."""

from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from prometheus_client.parser import text_string_to_metric_families

from channels_hub.domain import beating
from common import tally
from common.redis import client as redis

pytestmark = pytest.mark.django_db


def scrape() -> dict[tuple[str, ...], float]:
    """Figures by name and labels."""
    answer = Client().get("/metrics", headers={"Authorization": "Bearer scrape-me"})
    assert answer.status_code == 200
    return {
        (one.name, *(value for _, value in sorted(one.labels.items()))): one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }


def families() -> set[str]:
    answer = Client().get("/metrics", headers={"Authorization": "Bearer scrape-me"})
    return {family.name for family in text_string_to_metric_families(answer.text)}


def test_without_a_token_in_the_settings_there_is_no_page() -> None:
    with override_settings(METRICS_TOKEN=""):
        assert Client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@override_settings(METRICS_TOKEN="scrape-me")
def test_a_wrong_token_reads_nothing(project: Any) -> None:
    for given in ({}, {"Authorization": "Bearer other"}, {"Authorization": "scrape-me"}):
        answer = Client().get("/metrics?token=scrape-me", headers=given)
        assert answer.status_code == 401
        assert answer.content == b""


@override_settings(METRICS_TOKEN="scrape-me")
def test_the_roads_are_told_in_figures(project: Any) -> None:
    beating.beat("lanes")
    answer = Client().get("/metrics", headers={"Authorization": "Bearer scrape-me"})
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert project.name not in answer.text
    figures = scrape()
    assert figures["wepster_deliveries", "queued"] == 0
    assert figures["wepster_queue_depth", "reply"] == 0
    assert figures["wepster_road_lag_seconds", "in"] == 0
    assert figures["wepster_celery_queue", "bulk"] >= 0
    assert figures["wepster_database_connections", "active"] >= 1
    assert 0 <= figures["wepster_heartbeat_age_seconds", "lanes"] < 60
    assert len(families()) >= 20


@override_settings(METRICS_TOKEN="scrape-me")
def test_counters_of_all_processes_add_up() -> None:
    name = "wepster_intake_answers_total"
    before = scrape().get((name, "418"), 0)
    tally.count("intake_answers", 418)
    key = f"wepster:tally:{connection.settings_dict['NAME']}:counts"
    redis().hincrbyfloat(key, "intake_answers|418", 2)  # another process told its own
    assert scrape()[name, "418"] == before + 3


@override_settings(METRICS_TOKEN="scrape-me")
def test_pages_are_timed_by_view_in_buckets_that_grow() -> None:
    def seen(bucket: str) -> float:
        return scrape().get(("wepster_http_request_seconds_bucket", bucket, "GET", "2xx", "livez"), 0)

    before = seen("+Inf")
    Client().get("/livez")
    assert seen("+Inf") == before + 1
    assert seen("0.01") <= seen("0.5") <= seen("+Inf")


def test_counting_goes_on_while_redis_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> Any:
        raise ConnectionError

    key = f"wepster:tally:{connection.settings_dict['NAME']}:counts"
    tally.flush()
    before = float(redis().hget(key, "receipts_stored") or 0)
    monkeypatch.setattr(tally, "client", away)
    tally.count("receipts_stored", by=5)
    tally.flush()
    monkeypatch.undo()
    tally.flush()
    assert float(redis().hget(key, "receipts_stored")) == before + 5


@override_settings(METRICS_TOKEN="scrape-me")
def test_a_process_that_died_has_no_open_sockets() -> None:
    key = f"wepster:tally:{connection.settings_dict['NAME']}:levels"
    now = redis().time()[0]
    redis().hset(key, "live_sockets|here:1", f"4@{now}")
    redis().hset(key, "live_sockets|gone:2", f"7@{now - 120}")
    try:
        assert scrape()["wepster_live_sockets",] == 4
    finally:
        redis().delete(key)


@override_settings(METRICS_TOKEN="scrape-me", REDIS_URL="redis://127.0.0.1:1")
def test_without_redis_the_databases_figures_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from common.redis import _client

    _client.cache_clear()
    try:
        figures = scrape()
    finally:
        _client.cache_clear()
    assert figures["wepster_redis_away",] == 1
    assert figures["wepster_deliveries", "queued"] == 0


def test_the_durations_are_the_outermost() -> None:
    assert settings.MIDDLEWARE[0].endswith("count_durations")
