"""`bin/test`: pytest on services of its own."""

import signal
import subprocess
from collections.abc import Mapping

from .catalogues import compile_catalogues
from .chromium import find_chromium
from .parent_death import die_with_parent
from .repository import ROOT, base_environment, python
from .throwaway import throwaway_services

# Not secret: nothing outlives a test run.
TEST_KEYS = {
    "SECRET_KEY": "for-tests-only-" + "0" * 40,
    "FIELD_KEYS": "MDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDA=",
}


def with_processes(words: list[str]) -> list[str]:
    """Two processes, a module's tests in one of them, unless the person chose or asked for a debugger.

    The slow ones run one after another: floods are counted by the second and kills need the whole machine.
    """
    chosen = any(
        word.startswith(("-n", "--numprocesses", "--pdb", "--trace", "--co", "--collect")) for word in words
    )
    chosen = chosen or "no:xdist" in " ".join(words) or words[:2] == ["-m", "slow"]
    return words if chosen else ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder", *words]


def run_pytest(words: list[str], services: Mapping[str, str]) -> int:
    """Run pytest in the foreground and return its exit code; signals are for it, cleaning up is for us."""
    environment = {**base_environment(), **TEST_KEYS, **services, "CHROMIUM": find_chromium()}
    for name in ("ENV_FILE", "DEBUG", "PUBLIC_URL", "PAGES_URL", "FILES_URL", "ALLOWED_HOSTS", "EMAIL_URL"):
        environment.pop(name, None)  # a person's own settings are not the tests'
    process = subprocess.Popen(
        python("-P", "-m", "pytest", *with_processes(words)),
        env=environment,
        cwd=ROOT,
        preexec_fn=die_with_parent(signal.SIGKILL),
    )
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal tells pytest itself
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: process.send_signal(signal.SIGINT))
    return process.wait()


def main(words: list[str]) -> int:
    """Returns pytest's exit code."""
    compile_catalogues(ROOT)
    with throwaway_services() as services:
        code = run_pytest(words, services)
    return code if code >= 0 else 128 - code
