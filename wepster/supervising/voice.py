"""What a command says to the terminal: one short line an event."""

import sys


def say(line: str, name: str = "") -> None:
    """Print a line, with the name of the process it is about before it."""
    try:
        print(f"{name:<8} {line}" if name else line, flush=True)
    except OSError:
        sys.stdout = open("/dev/null", "w")  # noqa: SIM115 (the terminal is gone; the work is not)
