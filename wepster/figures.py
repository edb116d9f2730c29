"""What `/metrics` tells: the database's figures are exact and the same of every process; counters are of all processes together
(common.tally), up to 5 s behind."""

from collections.abc import Iterator
from typing import Any

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from redis.exceptions import RedisError

from channels_hub.domain import beating
from channels_hub.enums import Health, Priority
from common import tally
from common.redis import client
from wepster import queues

COUNTERS: dict[str, tuple[str, tuple[str, ...]]] = {
    "intake_answers": ("Answers to webhooks by status", ("status",)),
    "intake_unknown_accounts": ("Parts of webhooks for accounts that nobody has connected", ("kind",)),
    "receipts_stored": ("Parts of webhooks stored, repeats among them", ()),
    "deliveries_settled": (
        "Calls to messengers by kind and outcome (sent, failed, uncertain, again, throttled)",
        ("kind", "outcome"),
    ),
    "live_hints": ("Hints pushed to Redis", ()),
    "live_frames": ("Frames sent to sockets", ()),
    "webchat_frames": ("Frames sent to visitors of web chats", ()),
    "live_sockets_slow": ("Sockets closed because the page took no frames", ()),
}
HTTP = "http_request_seconds"
HTTP_LABELS = ("view", "method", "status")


class Figures:
    """A collector for prometheus_client; asks at each scrape."""

    def collect(self) -> Iterator[Any]:
        """All families, without counters while Redis is away."""
        yield from _roads()
        yield from _queues()
        yield from _channels()
        yield gauge("files_waiting", "Files to be fetched from messengers", beating.files())
        yield labelled("database_connections", "Connections by what they do", "state", beating.connections())
        try:
            yield from _counters()
            yield labelled("celery_queue", "Tasks waiting in Celery's queues", "queue", _celery())
            away = 0
        except RedisError:
            away = 1
        yield gauge("redis_away", "1 when Redis did not answer this scrape", away)


def _roads() -> Iterator[Any]:
    both = beating.queues()
    yield gauge("receipts_waiting", "Receipts not interpreted yet", both["in"]["waiting"])
    yield gauge("receipts_broken", "Receipts set aside", both["in"]["broken"])
    unfinished = {state: both["out"][state] for state in ("queued", "claimed", "calling", "uncertain")}
    yield labelled("deliveries", "Deliveries that are not finished, by state", "state", unfinished)
    lags = {road: queue["lag"] for road, queue in both.items()}
    yield labelled("road_lag_seconds", "How long the oldest has waited", "road", lags)
    yield labelled(
        "heartbeat_age_seconds", "Since a kind of process was last heard", "process", beating.beats()
    )


def _queues() -> Iterator[Any]:
    found = beating.priorities()
    names = {one.value: one.name.lower() for one in Priority}
    depths = {name: found.get(priority, (0, 0.0))[0] for priority, name in names.items()}
    oldest = {name: found.get(priority, (0, 0.0))[1] for priority, name in names.items()}
    yield labelled("queue_depth", "Queued deliveries by priority", "priority", depths)
    yield labelled(
        "queue_oldest_seconds", "How long the oldest queued delivery has been due", "priority", oldest
    )


def _channels() -> Iterator[Any]:
    found: dict[tuple[str, str], int] = {}
    for channel in beating.channels():
        key = channel["kind"], channel["health"]
        found[key] = found.get(key, 0) + 1
    family = GaugeMetricFamily(
        "wepster_channels", "Connected channels by kind and health", labels=["kind", "health"]
    )
    for kind in sorted({kind for kind, _ in found}):
        for health in Health.values:
            family.add_metric([kind, health], found.get((kind, health), 0))
    yield family


def _celery() -> dict[str, int]:
    return {name: client().llen(name) for name in queues.NAMES}


def _counters() -> Iterator[Any]:
    counts, levels = tally.read()
    for name, (words, labels) in COUNTERS.items():
        family = CounterMetricFamily(f"wepster_{name}", words, labels=labels)
        mine = {key[1:]: value for key, value in counts.items() if key[0] == name}
        if not labels:
            mine.setdefault((), 0)
        for values, value in sorted(mine.items()):
            family.add_metric(values, value)
        yield family
    yield gauge("live_sockets", "Sockets open in all web processes", levels.get("live_sockets", 0))
    yield _http(counts)


def _http(counts: dict[tuple[str, ...], float]) -> Any:
    family = HistogramMetricFamily(
        "wepster_http_request_seconds",
        "Time to answer by view, intake and sockets left out",
        labels=HTTP_LABELS,
    )
    sums = {key[1:]: value for key, value in counts.items() if key[0] == f"{HTTP}:sum"}
    for labels, total in sorted(sums.items()):
        passed, buckets = 0.0, []
        for limit in (*map(str, tally.BUCKETS), "inf"):
            passed += counts.get((f"{HTTP}:bucket", *labels, limit), 0)
            buckets.append(("+Inf" if limit == "inf" else limit, passed))
        family.add_metric(labels, buckets, total)
    return family


def gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    """One figure."""
    return GaugeMetricFamily(f"wepster_{name}", words, value=value)


def labelled(name: str, words: str, label: str, values: dict[str, Any]) -> GaugeMetricFamily:
    """A figure for each value of one label."""
    family = GaugeMetricFamily(f"wepster_{name}", words, labels=[label])
    for each, value in values.items():
        family.add_metric([each], value)
    return family
