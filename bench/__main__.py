"""The command line of `bin/bench`."""

import argparse
import json
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from wepster.supervising.catalogues import compile_catalogues
from wepster.supervising.refusals import Refusal
from wepster.supervising.repository import ROOT

from . import curves
from .lines import Line, line
from .measuring import CannotMeasure, Result
from .registry import Measure, load
from .stack import Stack

FULL = 1_000_000


def main(words: list[str]) -> int:
    """Print a line a measure; 1 when one of them could not be taken."""
    measures = load()
    given = _arguments(measures, words)
    compile_catalogues(ROOT)
    taking = Taking(Stack(given.size, given.data))
    try:
        for measure in (found for name, found in measures.items() if name in (given.names or measures)):
            if not measure.sized:
                taking.stack.close_filled()
            taking.take(measure.name, measure.unit, measure.function)
        taking.stack.close()
        if given.curves:
            points = curves.points(taking)
            curves.publish(given.curves, taking.lines, points)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        taking.failed = True
    finally:
        taking.stack.close()
        if given.json:
            given.json.write_text("".join(f"{json.dumps(one)}\n" for one in taking.lines), encoding="utf-8")
    return int(taking.failed)


class Taking:
    """The lines so far, and whether one is missing."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.lines: list[Line] = []
        self.failed = False

    def take(self, name: str, unit: str, function: Callable[[Any], Result]) -> Line | None:
        """Take one measure of the stack and print its line; None, and a sentence, when it cannot be taken."""
        try:
            found = line(name, unit, function(self.stack))
        except KeyboardInterrupt:
            raise
        except (CannotMeasure, Refusal) as known:
            self._miss(name, str(known))
        except BaseExceptionGroup as several:
            self._miss(name, "; ".join(sorted({f"{type(e).__name__}: {e}" for e in _flat(several)})))
        except Exception as error:
            self._miss(name, f"{type(error).__name__}: {error}".strip())
        else:
            self.lines.append(found)
            print(json.dumps(found), flush=True)
            return found
        return None

    def _miss(self, name: str, why: str) -> None:
        self.failed = True
        print(f"{name} could not be measured. {why[:400]}", file=sys.stderr, flush=True)


def _flat(group: BaseExceptionGroup) -> Sequence[BaseException]:
    found: list[BaseException] = []
    for error in group.exceptions:
        found += _flat(error) if isinstance(error, BaseExceptionGroup) else [error]
    return found


def _arguments(measures: dict[str, Measure], words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bin/bench")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(measures))
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the lines there too")
    parser.add_argument(
        "--size", type=int, default=60_000, metavar="CONTACTS", help="of the lists' project (60000)"
    )
    parser.add_argument("--full", action="store_const", const=FULL, dest="size", help="--size 1000000")
    parser.add_argument(
        "--data", type=Path, metavar="FOLDER", help="a filled data folder of bin/up; it is kept"
    )
    parser.add_argument(
        "--curves", type=Path, metavar="FOLDER", help="draw the growth curves there and write FOLDER.md"
    )
    given = parser.parse_args(words)
    if unknown := [name for name in given.names if name not in measures]:
        parser.error(f"there is no measure {', '.join(unknown)}; there are {', '.join(measures)}")
    if given.data:
        given.data = given.data.resolve()
        if not (given.data / "pg").exists():
            parser.error(f"{given.data} is no data folder of bin/up")
    return given


def _stopped(*_: object) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _stopped)
    sys.exit(main(sys.argv[1:]))
