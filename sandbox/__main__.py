"""Command line: ``python -m sandbox --port 8090 [--host 127.0.0.1] [--smtp-port N] [--state FILE]``."""

import argparse
import asyncio
import ipaddress
import sys
from pathlib import Path


def loopback(host: str) -> str:
    """Accept ``localhost`` or a loopback address; anything else is refused: the sandbox has no passwords."""
    if host == "localhost":
        return "127.0.0.1"
    try:
        if ipaddress.ip_address(host).is_loopback:
            return host
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(
        f"{host} is not a loopback address, the sandbox listens only on loopback"
    )


def arguments(argv: list[str] | None = None) -> argparse.Namespace:
    """Parse the command line; ``smtp_port`` follows the HTTP port unless given."""
    parser = argparse.ArgumentParser(prog="sandbox", description="Messenger providers imitated over HTTP.")
    parser.add_argument("--port", type=int, default=8090, help="HTTP port, 0 takes a free one (default 8090)")
    parser.add_argument(
        "--host", type=loopback, default="127.0.0.1", help="loopback address (default 127.0.0.1)"
    )
    parser.add_argument("--smtp-port", type=int, help="SMTP port (default: the HTTP port + 1, or a free one)")
    parser.add_argument("--state", type=Path, help="keep bots, clients and messages in this file")
    return parser.parse_args(argv)


def main() -> int:
    """Run until SIGTERM or SIGINT; returns the exit code."""
    options = arguments()
    from sandbox.server import run

    try:
        asyncio.run(run(options))
    except OSError as failure:
        print(f"sandbox: {failure.strerror or failure}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
