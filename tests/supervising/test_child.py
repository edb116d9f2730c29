import asyncio
import os
import signal
import sys
import time
from pathlib import Path

from tests.supervising.waiting import until
from wepster.supervising.child import Child
from wepster.supervising.processes import mentioning
from wepster.supervising.program import Program


def program(code: str, mark: str = "", patience: float = 2.0) -> Program:
    return Program("tried", [sys.executable, "-c", code, mark], dict(os.environ), "/", patience=patience)


SLEEPER = "import time\nwhile True: time.sleep(1)"


async def test_a_killed_child_lives_again(tmp_path: Path) -> None:
    child = Child(program(SLEEPER), tmp_path / "log")
    child.start()
    await until(lambda: child.pid is not None)
    first = child.pid
    assert first
    os.kill(first, signal.SIGKILL)
    await until(lambda: child.pid not in (None, first))
    await child.stop()
    assert child.pid is None


async def test_pauses_grow_while_it_keeps_dying(tmp_path: Path, capsys) -> None:
    child = Child(program("raise SystemExit('no luck')"), tmp_path / "log")
    child.start()
    await until(lambda: child.quick_deaths >= 3)
    await child.stop()
    said = capsys.readouterr().out
    assert "ended with code 1: no luck; starts again in 0.5 s" in said
    assert "starts again in 1 s" in said
    assert "starts again in 2 s" in said


async def test_pauses_stay_short_when_it_is_killed_from_outside(tmp_path: Path, capsys) -> None:
    child = Child(program("import os; os.kill(os.getpid(), 9)"), tmp_path / "log")
    child.start()
    await until(lambda: child.quick_deaths >= 4, patience=20)
    await child.stop()
    said = capsys.readouterr().out
    assert said.count("killed by SIGKILL; starts again in 1 s") >= 2
    assert "in 2 s" not in said


async def test_what_it_says_is_written_down(tmp_path: Path) -> None:
    child = Child(program("print('Привет', flush=True)\n" + SLEEPER), tmp_path / "log")
    child.start()
    await until(lambda: "Привет" in (tmp_path / "log").read_text(encoding="utf-8"))
    await child.stop()
    assert child.last_words == "Привет"


async def test_one_that_will_not_end_is_ended_with_all_it_started(tmp_path: Path) -> None:
    mark = f"stubborn-{tmp_path}"
    stubborn = (
        "import signal, subprocess, sys, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)', sys.argv[1]])\n"
        "print('started', flush=True)\n" + SLEEPER
    )
    child = Child(program(stubborn, mark, patience=0.3), tmp_path / "log")
    child.start()
    await until(lambda: child.last_words == "started")
    assert len(mentioning(mark)) == 2
    began = time.monotonic()
    await child.stop()
    assert time.monotonic() - began < 3
    await until(lambda: mentioning(mark) == [])


async def test_children_die_with_a_killed_supervisor(tmp_path: Path) -> None:
    mark = f"orphan-{tmp_path}"
    supervisor = (
        "import asyncio, os, pathlib, sys\n"
        "from wepster.supervising.child import Child\n"
        "from wepster.supervising.program import Program\n"
        "async def main():\n"
        f"    child = Child(Program('x', [sys.executable, '-c', {SLEEPER!r}, sys.argv[1]], dict(os.environ), '/'),"
        f" pathlib.Path({str(tmp_path / 'log')!r}))\n"
        "    child.start()\n"
        "    await asyncio.sleep(600)\n"
        "asyncio.run(main())\n"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", supervisor, mark)
    await until(lambda: len(mentioning(mark)) == 2)
    process.kill()
    await process.wait()
    await until(lambda: mentioning(mark) == [], patience=5)
    assert process.returncode == -signal.SIGKILL
