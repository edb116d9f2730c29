"""The browser of the tests."""

import os
import shutil
import subprocess
from pathlib import Path

from .voice import say

PACKAGES = ("chromium", "fonts-noto-color-emoji")


def find_chromium() -> str:
    """CHROMIUM, else the system's, else playwright's; Debian's is installed when root and nothing is found.

    Returns the path of the program, or "" when there is none (the browser tests then say so).
    """
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return _present() or (_install() if os.geteuid() == 0 and shutil.which("apt-get") else "")


def _present() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    found = sorted(cache.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else ""


def _install() -> str:
    say("Installing Chromium")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *PACKAGES]):
        done = subprocess.run(
            ["apt-get", "-qq", *words], env=quiet, check=False, capture_output=True, text=True
        )
        if done.returncode:
            say(f"apt-get {words[0]} failed: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
    return _present()
