"""The options of `bin/up`."""

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

from .refusals import Refusal
from .repository import ROOT


@dataclass(frozen=True)
class Arguments:
    """What the person asked for."""

    port: int
    sandbox_port: int
    data: Path
    demo: bool
    workers: int


def default_data() -> Path:
    """The data folder when none is named: WEPSTER_DATA, else `var` in the repository."""
    return Path(os.environ.get("WEPSTER_DATA") or ROOT / "var")


def read_arguments(words: list[str]) -> Arguments:
    """Raises Refusal for values that cannot be."""
    parser = argparse.ArgumentParser(prog="bin/up", description="Start Wepster and keep it running.")
    parser.add_argument("--port", type=int, default=8000, help="where people open it (8000)")
    parser.add_argument(
        "--sandbox-port", type=int, default=8090, help="where the sandbox listens (8090; mail: the next)"
    )
    parser.add_argument("--data", type=Path, default=default_data(), help="the data folder (var)")
    parser.add_argument("--no-demo", action="store_true", help="no sandbox, no demo data, the real providers")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="web processes (1)")
    given = parser.parse_args(words)
    for port in (given.port, given.sandbox_port):
        if not 0 < port < 65535:
            raise Refusal(f"{port} is no port: name one from 1 to 65534.")
    if not given.no_demo and given.port in (given.sandbox_port, given.sandbox_port + 1):
        raise Refusal("The sandbox needs two ports of its own: name them with --sandbox-port.")
    if not 1 <= given.workers <= 4:
        raise Refusal("--workers is from 1 to 4: each holds 16 database connections.")
    return Arguments(given.port, given.sandbox_port, given.data, not given.no_demo, given.workers)
