"""The rule of reply windows (CHN-8), by numbers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from channels_hub.messengers import KINDS, messenger
from channels_hub.queries.reply_window import window

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TRAITS = replace(messenger("telegram").TRAITS, window_hours=24, late_tag="BY_HAND", late_hours=7 * 24)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@pytest.mark.row("CHN-8", code="channels_hub/queries/reply_window.py")
@pytest.mark.parametrize(
    ("ago", "granted", "state", "left"),
    [
        (MINUTE, "", "open", DAY - MINUTE),
        (DAY - MINUTE, "", "open", MINUTE),
        (DAY, "", "shut", timedelta()),
        (DAY, "BY_HAND", "late", 6 * DAY),
        (7 * DAY - MINUTE, "BY_HAND", "late", MINUTE),
        (7 * DAY, "BY_HAND", "shut", timedelta()),
        (None, "BY_HAND", "shut", timedelta()),
    ],
)
def test_what_may_be_written_and_what_is_left(
    ago: timedelta | None, granted: str, state: str, left: timedelta
) -> None:
    found = window(TRAITS, granted, NOW - ago if ago is not None else None, NOW)
    assert (found.state, found.left(NOW)) == (state, left)
    assert found.allows is (state != "shut")
    assert found.allows_automatic is (state == "open"), "programs never use a person's tag"
    assert found.tag == (granted if state == "late" else "")


def test_a_messenger_without_a_window_has_none() -> None:
    found = window(replace(TRAITS, window_hours=None), "", None, NOW)
    assert (found.state, found.allows, found.allows_automatic, found.until) == ("", True, True, None)


def test_late_tags_belong_to_windows() -> None:
    for kind in KINDS:
        traits = messenger(kind).TRAITS
        assert not traits.late_tag or traits.late_hours > (traits.window_hours or 0)
