"""The status in words and tones for staff: what `manage.py status --json` tells, and what of it wants a look."""

from typing import Any

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from channels_hub.enums import Health
from channels_hub.queries.channels import GREEN
from wepster.readiness import LIMITS

MOST_CHANNELS = 300
SLOW, LATE = 5.0, 60.0


def shown(status: dict[str, Any]) -> dict[str, Any]:
    """`workers`, `roads`, `channels` (red ones and long queues first) and `more`, how many are left out."""
    rows = sorted((_channel(each) for each in status["channels"]), key=_urgency)
    return {
        "workers": _workers(status["workers"]),
        "roads": [_in(status["queues"]["in"]), _out(status["queues"]["out"])],
        "channels": rows[:MOST_CHANNELS],
        "more": max(len(rows) - MOST_CHANNELS, 0),
    }


def _workers(told: dict[str, dict[str, float]]) -> list[dict[str, Any]]:
    found = []
    for name in sorted({*LIMITS, *told}):
        lag = told[name]["lag"] if name in told else None
        if lag is None:
            tone, word = "warn", _("never heard")
        elif lag <= LIMITS.get(name, LATE):
            tone, word = "ok", _("lives")
        else:
            tone, word = "danger", _("silent")
        found.append({"name": name, "lag": lag, "tone": tone, "word": word})
    return found


def _in(road: dict[str, Any]) -> dict[str, Any]:
    broken = reverse("admin:channels_hub_receipt_changelist")
    return {
        "key": "in",
        "title": _("The way in"),
        "figures": [
            _figure(_("Waiting"), road["waiting"], "ok", _("not interpreted yet")),
            _lag(road["lag"]),
            _figure(
                _("Broken"),
                road["broken"],
                "danger" if road["broken"] else "ok",
                _("set aside, can be interpreted again") if road["broken"] else _("none"),
                broken if road["broken"] else "",
            ),
        ],
    }


def _out(road: dict[str, Any]) -> dict[str, Any]:
    url = reverse("admin:channels_hub_delivery_changelist")
    return {
        "key": "out",
        "title": _("The way out"),
        "figures": [
            _figure(_("Queued"), road["queued"], "ok", _("wait for their turn"), f"{url}?standing=queued"),
            _figure(_("Claimed"), road["claimed"], "ok", _("leave in a moment")),
            _figure(_("Being sent"), road["calling"], "ok", _("the messenger is asked now")),
            _lag(road["lag"]),
            _figure(
                _("Uncertain"),
                road["uncertain"],
                "warn" if road["uncertain"] else "ok",
                _("perhaps delivered, people decide") if road["uncertain"] else _("none"),
                f"{url}?standing=uncertain" if road["uncertain"] else "",
            ),
        ],
    }


def _figure(name: str, value: Any, tone: str, word: str, url: str = "") -> dict[str, Any]:
    return {"name": name, "value": value, "tone": tone, "word": word, "url": url}


def _lag(seconds: float) -> dict[str, Any]:
    tone = "ok" if seconds < SLOW else "warn" if seconds < LATE else "danger"
    word = {"ok": _("in time"), "warn": _("slow"), "danger": _("late")}[tone]
    return _figure(
        _("Lag"), _("%(seconds)s s") % {"seconds": number_format(round(seconds, 1), 1)}, tone, word
    )


def _channel(told: dict[str, Any]) -> dict[str, Any]:
    health = Health(told["health"])
    tone = "danger" if health not in GREEN else "ok" if health == Health.OK else "warn"
    return {**told, "tone": tone, "word": health.label}


def _urgency(row: dict[str, Any]) -> tuple[bool, int, int]:
    return row["tone"] != "danger", -(row["waiting"] + row["queued"]), row["channel"]
