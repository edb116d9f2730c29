"""The list of ways out of the project's scope (ARCHITECTURE §7.2). Add a reason here when you add a use, and say who asked."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("wepster", "common", "accounts", "projects", "channels_hub", "audience", "inbox", "automator", "acquisition",
        "broadcasts", "analytics", "integrations")  # fmt: skip
REASONS = ROOT / "tests" / "projects" / "everywhere.txt"
# Statements in raw SQL stand in queries/; elsewhere only here, each for a reason.
RAW_SQL = {
    "common/checks.py": "asks the server how it compares text",
    "projects/ties.py": "makes constraints in migrations",
    "wepster/views/health.py": "asks whether the database lives",
    "wepster/hooks.py": "the intake's own look-up of a channel, before Django",
    "wepster/supervising/emptiness.py": "the supervisor, before Django",
}
# Markup made by hand: only what we draw ourselves, with no word of a person in it.
MARKUP = {"channels_hub/views/checking.py": "a QR code drawn by segno"}
CALLS = {"execute", "executemany", "raw", "extra"}


def _sources() -> list[tuple[str, ast.Module]]:
    files = [file for app in APPS for file in sorted((ROOT / app).rglob("*.py"))]
    return [(str(file.relative_to(ROOT)), ast.parse(file.read_text(encoding="utf-8"))) for file in files]


def _name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_every_use_of_everywhere_is_listed() -> None:
    used, unclear = set(), []
    for path, tree in _sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node) == "everywhere":
                reason = node.args[0] if node.args else None
                if isinstance(reason, ast.Constant) and isinstance(reason.value, str):
                    used.add(f"{path}: {reason.value}")
                else:
                    unclear.append(f"{path}:{node.lineno}")
    listed = set(REASONS.read_text(encoding="utf-8").splitlines())

    assert unclear == []
    assert used - listed == set(), "ways out that nobody allowed"
    assert listed - used == set(), "allowed, but no longer used"


def _is_sql(node: ast.AST) -> bool:
    """Text that begins like a statement, written in place."""
    words = ("select ", "insert ", "update ", "delete ", "with ", "truncate ", "alter ", "create ")
    text = "".join(
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )
    return text.strip().lower().startswith(words)


def test_raw_sql_is_written_in_queries_alone() -> None:
    wild = set()
    for path, tree in _sources():
        if "/queries/" in path or "/migrations/" in path:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name(node) in CALLS and node.args and _is_sql(node.args[0]):
                wild.add(path)

    assert wild - set(RAW_SQL) == set()


def test_fragments_are_never_marked_safe_by_hand() -> None:
    """Names of clients reach pages through autoescaping; mark_safe would let markup through."""
    found = {
        path
        for path, tree in _sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _name(node) == "mark_safe"
    }

    assert found - set(MARKUP) == set()
