"""docs/features.md, made from what is tested.

A test that proves a row of the specification carries `@pytest.mark.row("INB-7")`. The code it proves is the file that the
test's own path mirrors (tests/inbox/domain/test_taking.py → inbox/domain/taking.py) or the one the mark names:
`@pytest.mark.row("NTF-1", code="static/js/notices.js")`. A row without a test is missing, whatever else is written;
what a tested row still lacks stands in docs/features_missing.toml.
"""

import os
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TABLE = ROOT / "docs" / "features.md"
ROWS = ROOT / "docs" / "rows.txt"
MISSING = ROOT / "docs" / "features_missing.toml"
HEAD = """# What works, and what proves it

Written by `bin/features` from the tests' marks; `bin/test` fails when it is out of date. What a row means: the specification.

| row | where | proof | missing |
|---|---|---|---|
"""


class Untrue(Exception):
    """A mark that names what is not there; the text lists all of them."""


def mirrored(test: Path) -> Path | None:
    """The file that a test's path mirrors, relative to the root; None when there is none."""
    inside = test.relative_to(ROOT / "tests")
    stem = inside.with_name(inside.stem.removeprefix("test_"))
    for path in (stem.with_suffix(".py"), stem / "__init__.py", stem.parent / "__init__.py"):
        if len(path.parts) > 1 and (ROOT / path).is_file():
            return path
    return None


def marks(items: Iterable[pytest.Item]) -> dict[str, tuple[list[str], list[str]]]:
    """Row → files of code, tests. Raises Untrue for a row or a file that does not exist."""
    known = rows()
    found: dict[str, tuple[list[str], list[str]]] = {}
    wrong = set()
    for item in items:
        for mark in item.iter_markers("row"):
            test = item.nodeid.split("[")[0]
            ids = [
                word for word in mark.args if "/" not in word
            ]  # row("INB-10", "a/b.py") names its code as well
            named = [word for word in mark.args if "/" in word]
            code = mark.kwargs.get("code") or named or mirrored(item.path)
            files = [str(file) for file in (code if isinstance(code, (list, tuple)) else [code]) if file]
            wrong |= {f"{test}: there is no row {row}" for row in ids if row not in known}
            wrong |= {f"{test}: there is no {file}" for file in files if not (ROOT / file).is_file()}
            if not files:
                wrong.add(f'{test}: its path mirrors no code; write row(…, code="…")')
            for row in ids:
                codes, tests = found.setdefault(row, ([], []))
                codes += [file for file in files if file not in codes]
                if test not in tests:
                    tests.append(test)
    if wrong:
        raise Untrue("\n".join(sorted(wrong)))
    return found


def rows() -> list[str]:
    """All rows of the specification, in its order."""
    return ROWS.read_text(encoding="utf-8").split()


def table(items: Iterable[pytest.Item]) -> str:
    """The whole text of docs/features.md. Raises Untrue."""
    found = marks(items)
    lacking = tomllib.loads(MISSING.read_text(encoding="utf-8"))
    strange = sorted(set(lacking) - set(rows()))
    if strange:
        raise Untrue(f"{MISSING.name} speaks of {', '.join(strange)}, which are no rows.")
    lines = []
    for row in rows():
        codes, tests = found.get(row, ([], []))
        words = lacking.get(row, "" if tests else "all of it")
        missing = f"missing: {words} " if words else ""
        lines.append(f"| {row} | {', '.join(sorted(codes))} | {', '.join(sorted(tests))} | {missing}|\n")
    return HEAD + "".join(lines)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--features FILE`: write the table of all collected tests there."""
    parser.addoption("--features", metavar="FILE", help="write the table of features to FILE")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Write the table before anything is deselected."""
    target = config.getoption("--features")
    if not target:
        return
    try:
        Path(target).write_text(table(items), encoding="utf-8")
    except Untrue as untrue:
        raise pytest.UsageError(str(untrue)) from None


def write(target: Path) -> str:
    """Collect all tests in a process of their own and write the table. Returns "" or what went wrong."""
    from wepster.supervising.testing import TEST_KEYS

    command = [
        sys.executable,
        "-P",
        "-m",
        "pytest",
        "--collect-only",
        "-q",
        "-p",
        "no:xdist",
        f"--features={target}",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    for name, value in TEST_KEYS.items():
        environment.setdefault(name, value)
    environment.pop("PYTEST_XDIST_WORKER", None)
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    said = [line for line in (done.stdout + done.stderr).splitlines() if not line.startswith("tests/")]
    return "\n".join(said[-30:]).strip()


if __name__ == "__main__":
    trouble = write(TABLE)
    if trouble:
        sys.exit(trouble)
