"""The page names all its scripts at once."""

from pathlib import Path

from inbox.views.drawing import MODULES

FOLDER = Path(__file__).parents[3] / "static" / "js" / "inbox"
ENTRIES = {"page.js", "at-end.js"}


def test_every_module_is_asked_for_at_once() -> None:
    here = {f"js/inbox/{path.name}" for path in FOLDER.glob("*.js") if path.name not in ENTRIES}
    assert set(MODULES) == here
