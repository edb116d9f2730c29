"""`/metrics` (INTERFACES.md)."""

from typing import Any

import pytest
from django.test import Client, override_settings
from prometheus_client.parser import text_string_to_metric_families

from channels_hub.domain import beating

pytestmark = pytest.mark.django_db


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
    assert answer.status_code == 200
    figures = {
        (one.name, *one.labels.values()): one.value
        for family in text_string_to_metric_families(answer.text)
        for one in family.samples
    }
    assert figures["wepster_deliveries", "queued"] == 0
    assert figures["wepster_road_lag_seconds", "in"] == 0
    assert 0 <= figures["wepster_heartbeat_age_seconds", "lanes"] < 60
    assert project.name not in answer.text
