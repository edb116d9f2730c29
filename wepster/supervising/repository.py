"""Where the code lies, and how its commands are run."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def python(*arguments: str) -> list[str]:
    """A command of this interpreter."""
    return [sys.executable, *arguments]


def manage(*arguments: str) -> list[str]:
    """A command of manage.py."""
    return python(str(ROOT / "manage.py"), *arguments)


def base_environment() -> dict[str, str]:
    """The person's environment, with what every child of ours needs: UTF-8 and our packages, wherever it runs.

    Two malloc arenas: under one interpreter lock more of them only keep memory that threads freed.
    """
    return {
        "MALLOC_ARENA_MAX": "2",
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "wepster.settings",
    }
