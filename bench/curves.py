"""How times grow with the number of contacts: measured at three sizes, drawn, and told in docs/benchmarks.md."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import drawing, page
from .lines import Line, number, read, write
from .measures import chat_page, inbox_list
from .measuring import Result
from .stack import Filled, Stack

if TYPE_CHECKING:
    from .__main__ import Taking

SIZES = (10_000, 100_000)
MEASURED: dict[str, Callable[[Filled], Result]] = {
    "inbox_list": inbox_list.measured,
    "chat_page": chat_page.measured,
}
TITLES = {
    "inbox_list": ("Inbox list, 50 rows", "SQL alone", 40.0),
    "chat_page": ("A chat as a whole page", "SQL alone", 60.0),
}


def points(taking: "Taking") -> list[Line]:
    """The lines of smaller sizes, each of a throw-away Wepster, and those that the run has measured already.

    None when the run measured other things.
    """
    found = [one for one in taking.lines if one["name"] in MEASURED]
    if not found:
        return []
    lines, whole = list(taking.lines), taking.stack
    for size in SIZES:
        if all(number(one, "contacts") > size * 1.1 for one in found):
            taking.stack = Stack(size)
            try:
                for name, measured in MEASURED.items():
                    taken = taking.take(name, "ms", lambda stack, measured=measured: measured(stack.filled))  # type: ignore[misc]
                    found += [taken] if taken else []
            finally:
                taking.stack.close()
    taking.lines, taking.stack = lines, whole
    return sorted(found, key=lambda one: number(one, "contacts"))


def publish(folder: Path, lines: Sequence[Line], found: Sequence[Line]) -> None:
    """Keep the lines (those of other measures and sizes stay as they were), draw the curves, write the page."""
    measured = {str(one["name"]): one for one in [*read(folder / "measured.json"), *lines]}
    write(folder / "measured.json", measured.values())
    kept = {
        (one["name"], drawing.short(number(one, "contacts"))): one
        for one in [*read(folder / "curves.json"), *found]
    }
    write(folder / "curves.json", sorted(kept.values(), key=lambda one: number(one, "contacts")))
    redraw(folder)


def redraw(folder: Path) -> None:
    """Pictures and page from the kept lines."""
    measured, found = read(folder / "measured.json"), read(folder / "curves.json")
    for name, (title, raw, mark) in TITLES.items():
        mine = [one for one in found if one["name"] == name]
        if len(mine) > 1:
            (folder / f"{name}.svg").write_text(_picture(mine, title, raw, mark), encoding="utf-8")
    folder.with_suffix(".md").write_text(page.text(measured, found, folder), encoding="utf-8")


def _picture(lines: Sequence[Line], title: str, raw: str, mark: float) -> str:
    sizes = [number(one, "contacts") for one in lines]
    curves = [
        drawing.Curve("p95", [number(one) for one in lines]),
        drawing.Curve("p50", [number(one, "p50") for one in lines], second=True),
        drawing.Curve(raw, [number(one, "baseline") for one in lines], faint=True),
    ]
    return drawing.picture(title, "milliseconds, by contacts (ten entries each)", sizes, curves, mark)


if __name__ == "__main__":  # python -m bench.curves docs/benchmarks: the page anew, without measuring
    import sys

    redraw(Path(sys.argv[1]))
