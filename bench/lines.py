"""A measured line: what `bin/bench` prints (INTERFACES.md) and docs/benchmarks keeps."""

import json
from collections.abc import Iterable
from pathlib import Path

from .machine import describe
from .measuring import Result

Line = dict[str, str | float | None]


def line(name: str, unit: str, result: Result) -> Line:
    """The agreed fields, then the further numbers."""
    ratio = round(result.value / result.baseline, 3) if result.baseline else None
    return {
        "name": name,
        "value": round(result.value, 3),
        "unit": unit,
        "baseline": round(result.baseline, 3) if result.baseline is not None else None,
        "ratio": ratio,
        "runs": result.runs,
        "machine": describe(),
        **{key: round(number, 3) for key, number in result.more.items()},
    }


def read(file: Path) -> list[Line]:
    """Lines of a file, none when there is none."""
    try:
        return [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines() if row.strip()]
    except FileNotFoundError:
        return []


def write(file: Path, lines: Iterable[Line]) -> None:
    """One line of JSON each."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{json.dumps(one)}\n" for one in lines), encoding="utf-8")


def number(found: Line, key: str = "value") -> float:
    """A number of the line; raises KeyError when it is not there."""
    value = found[key]
    if not isinstance(value, int | float):
        raise KeyError(key)
    return float(value)
