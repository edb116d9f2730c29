"""How much memory a process took at most since a moment (Linux)."""

from pathlib import Path

MEGABYTE = 1024 * 1024


def figure(pid: int, name: str) -> int:
    """A line of /proc/<pid>/status, in bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(name)


def forget(pid: int) -> int:
    """Let the peak begin anew; returns what the process holds now."""
    Path(f"/proc/{pid}/clear_refs").write_text("5")
    return figure(pid, "VmRSS")


def peak(pid: int) -> int:
    """The most it held since `forget`."""
    return figure(pid, "VmHWM")
