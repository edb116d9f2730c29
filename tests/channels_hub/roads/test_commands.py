"""`manage.py status` and `manage.py clock`."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from channels_hub.domain import beating
from common import clock
from tests.channels_hub.roads.conftest import Line
from tests.channels_hub.roads.test_ingesting import put, update


def said(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_status_tells_how_the_roads_stand(line: Line) -> None:
    put(line, update(1), update(2))
    line.write(501, "words nobody may see")
    beating.beat("lanes")
    text = said("status", "--json")
    state = json.loads(text)
    assert state["queues"]["in"]["waiting"] == 2
    assert state["queues"]["out"]["queued"] == 1
    assert state["workers"]["lanes"]["lag"] < 5
    assert state["lags"]["in"] >= 0
    (channel,) = state["channels"]
    assert (channel["channel"], channel["waiting"], channel["queued"]) == (line.channel.pk, 2, 1)
    assert "words" not in text
    assert line.channel.token not in text
    assert "waiting 2" in said("status")


def test_the_clock_moves_on_and_back() -> None:
    before = clock.ahead()
    try:
        said("clock", "--ahead", "1d12h")
        assert clock.ahead() - before == timedelta(days=1, hours=12)
        said("clock", "--ahead", "30m")
        assert clock.ahead() - before == timedelta(days=1, hours=12, minutes=30)
    finally:
        said("clock", "--reset")
    assert clock.ahead() == timedelta()


@pytest.mark.parametrize("words", [[], ["--ahead", "soon"], ["--ahead", "5d", "--reset"]])
def test_the_clock_refuses_what_it_does_not_understand(words: list[str]) -> None:
    with pytest.raises(CommandError):
        said("clock", *words)
