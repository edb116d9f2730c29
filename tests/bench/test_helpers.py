"""What `bin/bench` counts with, draws and says."""

import itertools
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bench import __main__ as command
from bench import curves, drawing, marks, page
from bench.lines import line, read, write
from bench.measuring import CannotMeasure, Result, percentile
from bench.provider import most
from bench.registry import load

# INTERFACES.md, those that exist by now.
NAMES = {
    "webhook_intake",
    "end_to_end",
    "push_latency",
    "push_fanout",
    "send_rate",
    "inbox_list",
    "chat_page",
    "memory",
    "first_start",
}


def taken(name: str, value: float, **more: float) -> dict[str, Any]:
    return line(name, "ms", Result(value, value / 2, 3, more))


def test_every_measure_has_a_mark_and_the_filled_ones_come_first() -> None:
    found = load()
    assert set(found) == NAMES == set(marks.MARKS)
    sized = [measure.sized for measure in found.values()]
    assert sized == sorted(sized, reverse=True)
    assert any(sized)


def test_a_line_has_the_agreed_fields_first() -> None:
    found = line("send_rate", "1/s", Result(1_500.12345, 4_000, 2, {"most_of_one_bot": 29}))
    assert list(found)[:7] == ["name", "value", "unit", "baseline", "ratio", "runs", "machine"]
    assert (found["value"], found["ratio"], found["most_of_one_bot"]) == (1_500.123, 0.375, 29)
    assert line("memory", "MB", Result(400))["baseline"] is None


def test_the_percentile_is_one_that_was_measured() -> None:
    assert percentile([float(number) for number in range(1, 101)], 95) == 96
    assert percentile([3.0], 95) == 3
    with pytest.raises(CannotMeasure):
        percentile([], 95)


def test_a_mark_is_reached_or_not_and_a_smaller_database_proves_nothing() -> None:
    assert marks.verdict(taken("inbox_list", 39.9, contacts=1_000_000)) == "reached"
    assert marks.verdict(taken("inbox_list", 40.1, contacts=1_000_000)) == "**not reached**"
    assert "smaller" in marks.verdict(taken("inbox_list", 5, contacts=60_000))
    assert marks.verdict(taken("push_latency", 100, p50=70)) == "**not reached**"


def test_the_most_calls_of_one_bot_are_counted_in_any_second() -> None:
    assert most({b"/bot1": [0.0, 0.5, 0.99, 1.0, 1.2], b"/bot2": [5.0, 7.0]}) == 4
    assert most({}) == 0


def test_labels_never_cover_each_other_nor_stand_under_the_axis() -> None:
    places = drawing.apart([100.0, 101.0, 325.0, 326.0])
    assert all(later - earlier >= 17 for earlier, later in itertools.pairwise(places))
    assert max(places) <= drawing.HEIGHT - drawing.BOTTOM


def test_the_axis_ends_at_a_round_number() -> None:
    assert [drawing.ceiling(value) for value in (0.3, 7, 43, 61, 101)] == [
        pytest.approx(0.32),
        8,
        pytest.approx(48),
        80,
        120,
    ]
    assert [drawing.short(size) for size in (10_022, 100_022, 1_000_022)] == ["10k", "100k", "1M"]


def test_curves_and_page_are_drawn_from_the_kept_lines(tmp_path: Path) -> None:
    folder = tmp_path / "benchmarks"
    points = [
        taken("inbox_list", 20 + size / 1e5, contacts=size, p50=12) for size in (10_000, 100_000, 1_000_000)
    ]
    write(folder / "measured.json", [taken("memory", 490), taken("inbox_list", 99, contacts=10)])
    curves.publish(folder, [points[-1]], points)
    drawn = ElementTree.fromstring((folder / "inbox_list.svg").read_text(encoding="utf-8"))
    words = [node.text for node in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert {"10k", "100k", "1M", "mark 40 ms", "p95 30"} <= set(words)
    text = (tmp_path / "benchmarks.md").read_text(encoding="utf-8")
    assert "benchmarks/inbox_list.svg" in text
    assert "Memory, everything started, idle" in text, "measures of another run stay"
    assert "< 40 ms with 1M contacts, 10M entries | reached |" in text
    assert {one["value"] for one in read(folder / "measured.json")} == {490, 30}


def test_points_of_other_sizes_stay_when_one_is_measured_again(tmp_path: Path) -> None:
    folder = tmp_path / "benchmarks"
    curves.publish(folder, [], [taken("chat_page", 30, contacts=size, p50=9) for size in (10_022, 1_000_022)])
    curves.publish(folder, [], [taken("chat_page", 50, contacts=1_000_030, p50=9)])
    curves.publish(folder, [taken("memory", 480)], curves.points(command.Taking(None)))  # type: ignore[arg-type]
    assert [one["value"] for one in read(folder / "curves.json")] == [30, 50]


def test_figures_have_as_many_digits_as_they_mean() -> None:
    assert page.shown(line("x", "1/s", Result(1_234.56)), "value") == "1,235/s"
    assert page.shown(line("x", "ms", Result(12.345)), "value") == "12.3 ms"
    assert page.shown(line("x", "s", Result(3.14159)), "baseline") == "–"


def test_a_measure_that_fails_is_told_and_the_next_one_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    def breaks(stack: object) -> Result:
        raise CannotMeasure("The bot is gone.")

    def groups(stack: object) -> Result:
        raise ExceptionGroup("several", [CannotMeasure("A webhook was refused.")])

    taking = command.Taking(None)  # type: ignore[arg-type]
    assert taking.take("first", "ms", breaks) is None
    assert taking.take("second", "ms", groups) is None
    assert taking.take("third", "ms", lambda stack: Result(1.0)) is not None
    assert taking.failed
    said = capsys.readouterr()
    assert "first could not be measured. The bot is gone." in said.err
    assert "second could not be measured." in said.err
    assert "A webhook was refused." in said.err
    assert json.loads(said.out)["name"] == "third"


def test_an_unknown_measure_and_a_folder_that_is_none_are_refused(tmp_path: Path) -> None:
    for words in (["nonsense"], ["--data", str(tmp_path)]):
        with pytest.raises(SystemExit) as ended:
            command.main(words)
        assert ended.value.code == 2
