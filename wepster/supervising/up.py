"""`bin/up`: the whole product from an empty folder, kept running until told to stop."""

import asyncio
import contextlib
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable

from . import environment, postgres, programs, services, sign_ins, static_files, valkey
from .arguments import Arguments, read_arguments
from .catalogues import compile_catalogues
from .child import Child
from .errand import run_errand
from .folder import Folder, hold, open_folder, socket_folder
from .http_probe import status_of
from .keys import load_keys
from .ports import claim
from .program import Program
from .refusals import Refusal
from .repository import ROOT, base_environment, manage, python
from .voice import say

STARTING_PATIENCE = 120.0
HOPELESS = 5
# Groups that end one after another; within a group the signals go out in this order and are waited for together.
STOP_ORDER = (("web", "beat", "lanes", "worker"), ("sandbox",), ("valkey",), ("postgres",))


class Up:
    """One running Wepster."""

    def __init__(self, arguments: Arguments, folder: Folder, given: dict[str, str]) -> None:
        self.arguments = arguments
        self.folder = folder
        self.given = given
        self.children: dict[str, Child] = {}

    async def start(self) -> None:
        """From nothing to ready. Raises Refusal when something cannot be."""
        arguments, folder, given = self.arguments, self.folder, self.given
        with contextlib.suppress(PermissionError):
            compile_catalogues(ROOT)
        settings = environment.compose(
            arguments, folder, load_keys(folder), services.addresses(folder, given), given
        )
        environment.write_down(folder, settings)
        everything = {**base_environment(), **settings}
        await self._start_services()
        await self._prepare(everything)
        if arguments.demo:
            self._keep(programs.sandbox(arguments, folder, everything))
        self._keep(programs.web(arguments, everything))
        for program in programs.celery(everything, folder):
            self._keep(program)
        if arguments.demo:
            await self._load_demo(everything)
        await self._until("web", lambda: self._answers("/readyz"))
        say(f"Wepster is ready: http://localhost:{arguments.port}")
        if arguments.demo:
            for line in sign_ins.lines(folder, arguments.sandbox_port):
                say(line)

    async def stop(self) -> None:
        """End everything, in order."""
        for names in STOP_ORDER:
            group = [self.children[name] for name in names if name in self.children]
            for child in group:
                child.ask_to_stop()
            await asyncio.gather(*(child.stop() for child in group))

    def kill(self) -> None:
        """End everything now."""
        for child in self.children.values():
            child.kill()

    def _keep(self, program: Program) -> None:
        child = Child(program, self.folder.log / f"{program.name}.log")
        self.children[program.name] = child
        child.start()

    async def _start_services(self) -> None:
        folder, given = self.folder, self.given
        sockets = socket_folder(folder)
        if not given.get("DATABASE_URL"):
            if not (folder.postgres / "PG_VERSION").exists():
                say("makes its database")
            self._keep(await asyncio.to_thread(services.database, folder))
        if not given.get("REDIS_URL"):
            self._keep(services.broker(folder))
            await self._until("valkey", lambda: asyncio.to_thread(valkey.is_ready, sockets))
        if not given.get("DATABASE_URL"):
            await self._until("postgres", lambda: asyncio.to_thread(postgres.is_ready, sockets))
            await asyncio.to_thread(postgres.prepare, sockets)

    async def _prepare(self, everything: dict[str, str]) -> None:
        owner = everything.get("DATABASE_OWNER_URL") or everything.get("DATABASE_URL", "")
        migrating = {**everything, "DATABASE_URL": owner}
        async with asyncio.TaskGroup() as both:  # neither waits for the other, and there are two cores
            both.create_task(self._collect(everything))
            command = manage("migrate", "--noinput", "--verbosity=0")
            both.create_task(self._errand("Migrating the database", command, migrating))

    async def _collect(self, everything: dict[str, str]) -> None:
        mark = static_files.fingerprint(ROOT)
        if static_files.are_current(self.folder, mark):
            return
        say("collects its static files")
        command = manage("collectstatic", *static_files.COLLECTING)
        await self._errand("Collecting static files", command, everything)
        static_files.remember(self.folder, mark)

    async def _load_demo(self, everything: dict[str, str]) -> None:
        asked = python("-m", "wepster.supervising.emptiness")
        if (await self._errand("Reading the database", asked, everything)).strip() != "empty":
            return
        await self._until("web", lambda: self._answers("/livez"))
        say("loads the demo")
        sign_ins.keep(self.folder, await self._errand("Loading the demo", manage("demo"), everything))

    async def _errand(self, what: str, command: list[str], settings: dict[str, str]) -> str:
        return await run_errand(what, command, settings, ROOT, self.folder.log / "preparing.log")

    async def _answers(self, path: str) -> bool:
        return await status_of(self.arguments.port, path) == 200

    async def _until(self, name: str, holds: Callable[[], Awaitable[bool]]) -> None:
        """Wait for a condition; give up in words when a child dies again and again, or the time is over."""
        end = time.monotonic() + STARTING_PATIENCE
        while not await holds():
            for child in self.children.values():
                if child.quick_deaths >= HOPELESS:
                    raise Refusal(
                        f"{child.program.name} does not stay up: {child.last_words or 'it says nothing'} "
                        f"(all of it: {child.log.path})"
                    )
            if time.monotonic() > end:
                raise Refusal(
                    f"{name} is not ready after {STARTING_PATIENCE:.0f} s: see the logs in {self.folder.log}."
                )
            await asyncio.sleep(0.1)


async def _live(up: Up) -> int:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()

    def tell() -> None:
        if told.is_set():
            up.kill()  # told twice: at once
        told.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, tell)
    starting = asyncio.create_task(up.start())
    waiting = asyncio.create_task(told.wait())
    code = 0
    try:
        await asyncio.wait({starting, waiting}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            starting.result()
            await waiting
        else:
            starting.cancel()
            await asyncio.wait({starting})
    except* Refusal as refusals:
        print(_first(refusals), file=sys.stderr, flush=True)
        code = 1
    finally:
        if up.children and not code:
            say("Stopping.")
        await up.stop()
    return code


def _first(found: BaseException) -> BaseException:
    """The first of several, however deep they lie."""
    return _first(found.exceptions[0]) if isinstance(found, BaseExceptionGroup) else found


def main(words: list[str]) -> int:
    """Returns the exit code. Raises Refusal before anything is started."""
    arguments = read_arguments(words)
    os.umask(0o077)
    folder = open_folder(arguments.data)
    with hold(folder):
        given = environment.given_settings()
        _claim_ports(arguments)
        return asyncio.run(_live(Up(arguments, folder, given)))


def _claim_ports(arguments: Arguments) -> None:
    claim(arguments.port, "--port")
    if arguments.demo:
        claim(arguments.sandbox_port, "--sandbox-port")
        claim(arguments.sandbox_port + 1, "--sandbox-port")
