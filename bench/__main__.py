"""The command line of `bin/bench`."""

import argparse
import json
import sys
from pathlib import Path

from wepster.supervising.catalogues import compile_catalogues
from wepster.supervising.refusals import Refusal
from wepster.supervising.repository import ROOT

from .machine import describe
from .registry import Measure, load
from .stack import Stack


def line(measure: Measure, stack: Stack) -> dict[str, object]:
    """Take one measure."""
    result = measure.function(stack)
    ratio = round(result.value / result.baseline, 3) if result.baseline else None
    return {
        "name": measure.name,
        "value": round(result.value, 3),
        "unit": measure.unit,
        "baseline": round(result.baseline, 3) if result.baseline is not None else None,
        "ratio": ratio,
        "runs": result.runs,
        "machine": describe(),
    }


def main(words: list[str]) -> int:
    """Print a line a measure, and write all of them to --json."""
    measures = load()
    parser = argparse.ArgumentParser(prog="bin/bench")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(measures))
    parser.add_argument("--json", type=Path, help="write the lines there too")
    given = parser.parse_args(words)
    unknown = [name for name in given.names if name not in measures]
    if unknown:
        parser.error(f"there is no measure {', '.join(unknown)}; there are {', '.join(measures)}")
    compile_catalogues(ROOT)
    stack = Stack()
    lines = []
    try:
        for name in given.names or measures:
            lines.append(json.dumps(line(measures[name], stack)))
            print(lines[-1], flush=True)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    finally:
        stack.close()
        if given.json:
            given.json.write_text("".join(f"{one}\n" for one in lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
