"""One child: started, written down, started again when it dies, ended when told."""

import asyncio
import contextlib
import os
import signal
import time
from pathlib import Path

from .log_file import LogFile
from .parent_death import die_with_parent
from .program import Program
from .refusals import Refusal
from .voice import say

FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
LONGEST_PAUSE_KILLED = (
    1.0  # killed from outside (no memory, a person): it was not at fault, and people wait for it
)
LONG_LIFE = 10.0


class Child:
    """Keeps one program running until `stop`."""

    def __init__(self, program: Program, log: Path) -> None:
        self.program = program
        self.log = LogFile(log)
        self.quick_deaths = 0
        self.last_words = ""
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; failures of the program itself are seen in `quick_deaths`."""
        self._keeping = asyncio.create_task(self._keep(), name=self.program.name)

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        return self._process.pid if self._process and self._process.returncode is None else None

    async def _keep(self) -> None:
        pause = FIRST_PAUSE
        while not self._stopping.is_set():
            began = time.monotonic()
            code = await self._live()
            if self._stopping.is_set():
                return
            if time.monotonic() - began >= LONG_LIFE:
                pause, self.quick_deaths = FIRST_PAUSE, 0
            self.quick_deaths += 1
            if code == -signal.SIGKILL:
                pause = min(pause, LONGEST_PAUSE_KILLED)
            why = f"killed by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
            words = f": {self.last_words}" if self.last_words and code > 0 else ""
            say(f"{why}{words}; starts again in {pause:g} s", self.program.name)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _live(self) -> int:
        """One life, from start to end. Returns the exit code, negative for a signal."""
        program = self.program
        if program.clear is not None:
            try:
                await asyncio.to_thread(program.clear)
            except (Refusal, OSError) as error:
                self.last_words = str(error)
                return 127
        try:
            self._process = process = await asyncio.create_subprocess_exec(
                *program.command,
                env=dict(program.environment),
                cwd=program.folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone, which keeps the order
                preexec_fn=die_with_parent(program.orphaned),
            )
        except OSError as error:
            self.last_words = str(error)
            return 127
        if self._stopping.is_set():  # told to stop while starting
            self._signal(program.stop)
        writing = asyncio.create_task(self._write_down(process))
        code = await process.wait()
        _end_group(process.pid)
        await asyncio.wait({writing}, timeout=1)
        writing.cancel()
        return code

    async def _write_down(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout
        end = ""
        while data := await process.stdout.read(65536):
            self.log.write(data)
            end = (end + data.decode(errors="replace"))[-2000:]  # a line may come in pieces
            self.last_words = next((line for line in reversed(end.splitlines()) if line.strip()), "").strip()[
                :200
            ]

    def ask_to_stop(self) -> None:
        """Send the program its own signal to end, and start it no more."""
        self._stopping.set()
        self._signal(self.program.stop)

    async def stop(self) -> None:
        """End the program: asked, then forced after its patience. Returns when it is gone."""
        if self._keeping is None:
            return
        self.ask_to_stop()
        done, _ = await asyncio.wait({self._keeping}, timeout=self.program.patience)
        if not done:
            self.kill()
            await asyncio.wait({self._keeping}, timeout=5)
        self.log.close()

    def kill(self) -> None:
        """End it at once, with all it started."""
        self._stopping.set()
        if self.pid:
            self._signal(signal.SIGKILL)
            _end_group(self.pid)

    def _signal(self, number: signal.Signals) -> None:
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)


def _end_group(pid: int) -> None:
    """What a dead child left of its own session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
