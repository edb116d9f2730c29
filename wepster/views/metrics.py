"""`/metrics`: Prometheus' text, for who has the token (INTERFACES.md). The database is asked at each scrape."""

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from channels_hub.domain import beating
from channels_hub.enums import Health
from common.door import hook_view


@hook_view
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """404 without METRICS_TOKEN in the settings, 401 unless `Authorization: Bearer <token>` comes with the request."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = request.headers.get("Authorization", "")
    if not secrets.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry() -> CollectorRegistry:
    registry = CollectorRegistry()

    def gauge(name: str, words: str, *labels: str) -> Gauge:
        return Gauge(f"wepster_{name}", words, labels, registry=registry)

    queues, channels = beating.queues(), beating.channels()
    gauge("receipts_waiting", "Receipts not interpreted yet").set(queues["in"]["waiting"])
    gauge("receipts_broken", "Receipts set aside").set(queues["in"]["broken"])
    deliveries = gauge("deliveries", "Deliveries that are not finished, by state", "state")
    for state in ("queued", "claimed", "calling", "uncertain"):
        deliveries.labels(state).set(queues["out"][state])
    lag = gauge("road_lag_seconds", "How long the oldest has waited", "road")
    for road in ("in", "out"):
        lag.labels(road).set(queues[road]["lag"])
    ages = gauge("heartbeat_age_seconds", "Since a kind of process was last heard", "process")
    for name, age in beating.beats().items():
        ages.labels(name).set(age)
    by_health = gauge("channels", "Connected channels by health", "health")
    for health in Health.values:
        by_health.labels(health).set(sum(channel["health"] == health for channel in channels))

    return registry
