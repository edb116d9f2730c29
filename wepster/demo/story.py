"""The demo's story as data: one project, its team, its clients and what they said (story.json)."""

import functools
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PASSWORD = "wepster-demo"  # noqa: S105  written on the first page of the README: the demo is nobody's secret


@functools.cache
def story() -> dict[str, Any]:
    """The whole story."""
    return dict(json.loads((FOLDER / "story.json").read_text(encoding="utf-8")))


def picture(name: str) -> bytes:
    """A picture of the story by its short name ("marina", "latte")."""
    path = next((FOLDER / "pictures").glob(f"{name}.*"))
    return path.read_bytes()
