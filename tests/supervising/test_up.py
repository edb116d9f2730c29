"""The whole product, started as a person starts it."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.supervising.waiting import until_now
from wepster.supervising.processes import descendants, mentioning, proportional_memory
from wepster.supervising.refusals import Refusal
from wepster.supervising.running import TESTS_OWN, Running

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def wepster() -> Iterator[Running]:
    data = Path(tempfile.mkdtemp(prefix="wep-up-"))
    running = Running(data)
    running.first = running.start()
    yield running
    running.stop()
    shutil.rmtree(data, ignore_errors=True)


def answers(running: Running, path: str) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{running.port}{path}", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def people(running: Running) -> int:
    connection = psycopg2.connect(running.settings()["DATABASE_URL"])
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM accounts_person")
            return cursor.fetchone()[0]
    finally:
        connection.close()


def those(running: Running, words: str) -> list[int]:
    """Our processes whose command has these words, the oldest first."""
    found = []
    for pid in descendants(running.pid):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
        except OSError:
            continue
        if words in command:
            found.append(pid)
    return found


def test_it_gets_ready_from_nothing_and_says_so_once(wepster: Running) -> None:
    assert wepster.first < 90
    assert [line for line in wepster.lines if "ready" in line] == [f"Wepster is ready: {wepster.url}"]
    # The sign-ins are printed after the ready line, which is what the start waits for.
    until_now(lambda: any("owner@demo.test" in line for line in wepster.lines), patience=10)
    assert people(wepster) >= 4


def test_it_weighs_less_than_500_megabytes(wepster: Running) -> None:
    assert sum(proportional_memory(pid) for pid in descendants(wepster.pid)) < 500e6


def test_a_second_start_on_the_same_folder_is_refused(wepster: Running) -> None:
    with pytest.raises(Refusal, match="already running"):
        Running(wepster.data).start()


def test_two_run_side_by_side(wepster: Running) -> None:
    other = Running(Path(tempfile.mkdtemp(prefix="wep-up-")), "--no-demo")
    try:
        other.start()
        assert people(other) == 0
        assert answers(wepster, "/readyz")
    finally:
        other.stop()
        shutil.rmtree(other.data, ignore_errors=True)


@pytest.mark.parametrize("words", ["uvicorn", "celery_lanes", "valkey-server", "bin/postgres", "celery_beat"])
def test_what_is_killed_comes_back(wepster: Running, words: str) -> None:
    killed = those(wepster, words)[0]
    os.kill(killed, signal.SIGKILL)
    until_now(lambda: [pid for pid in those(wepster, words) if pid != killed] != [], patience=40)
    until_now(lambda: answers(wepster, "/readyz"), patience=60)
    assert killed not in those(wepster, words)


def test_a_backup_restored_elsewhere_is_the_same_wepster(wepster: Running, tmp_path: Path) -> None:
    photo = wepster.data / "media" / "tried" / "photo.bin"
    photo.parent.mkdir()
    photo.write_bytes(b"bytes of a client")
    file = tmp_path / "all.tar"
    command(wepster.data, "backup", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600

    other = Running(Path(tempfile.mkdtemp(prefix="wep-up-")))
    try:
        command(other.data, "restore", file)
        with pytest.raises(AssertionError, match="has data already"):
            command(other.data, "restore", file)
        other.start()
        assert people(other) == people(wepster)
        assert (other.data / "media" / "tried" / "photo.bin").read_bytes() == b"bytes of a client"
        assert other.settings()["FIELD_KEYS"] == wepster.settings()["FIELD_KEYS"]
    finally:
        other.stop()
        shutil.rmtree(other.data, ignore_errors=True)


def command(data: Path, name: str, file: Path) -> None:
    """One of bin/'s commands, outside of the test's own settings."""
    settings = {key: value for key, value in os.environ.items() if key not in TESTS_OWN}
    asked = [sys.executable, "-P", "-m", "wepster.supervising", name, "--data", str(data), str(file)]
    done = subprocess.run(asked, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_after_a_kill_of_everything_it_starts_with_all_its_data(wepster: Running) -> None:
    before = people(wepster)
    everything = descendants(wepster.pid)
    for pid in everything:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    wepster.stop()
    took = wepster.start()
    assert took < 10 * slowness()
    assert people(wepster) == before


def test_when_only_the_supervisor_is_killed_everything_ends(wepster: Running) -> None:
    os.kill(wepster.pid, signal.SIGKILL)
    wepster.stop()
    assert until_now(lambda: mentioning(str(wepster.data)) == [], patience=15) < 15
    wepster.start()


def test_ctrl_c_leaves_no_process(wepster: Running) -> None:
    began = time.monotonic()
    assert wepster.stop(signal.SIGINT) == 0
    assert time.monotonic() - began < 6 * slowness()
    assert mentioning(str(wepster.data)) == []
    wepster.start()


def slowness() -> float:
    """Marks are for a quiet machine; on a busy one they stretch by its load over its cores."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1) + 1)
