"""A command that is run to its end before the start goes on."""

import asyncio
import signal
from collections.abc import Mapping
from pathlib import Path

from .log_file import LogFile
from .parent_death import die_with_parent
from .refusals import Refusal


async def run_errand(
    what: str, command: list[str], environment: Mapping[str, str], folder: Path, log: Path
) -> str:
    """Run it and return what it printed to standard output; everything goes to the log too.

    Raises Refusal with its last line when it fails.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        env=dict(environment),
        cwd=folder,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
        preexec_fn=die_with_parent(signal.SIGTERM),
    )
    try:
        output, errors = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    file = LogFile(log)
    file.write(output + errors)
    file.close()
    if process.returncode:
        words = (
            errors.decode(errors="replace").strip() or output.decode(errors="replace").strip()
        ).splitlines()
        raise Refusal(
            f"{what} failed: {words[-1] if words else f'code {process.returncode}'} (all of it: {log})"
        )
    return output.decode(errors="replace")
