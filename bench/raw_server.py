"""The bare intake of bench.raw_intake as a process on the database of a running Wepster."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg2

from wepster.supervising.repository import ROOT
from wepster.supervising.running import Running, free_ports

_TABLE = "CREATE TABLE IF NOT EXISTS bench_receipt (id bigserial PRIMARY KEY, body bytea)"


def plain(address: str) -> str:
    """A database address as libpq and asyncpg both read it: the socket's folder as a parameter."""
    scheme, _, rest = address.partition("://")
    login, _, place = rest.rpartition("@")
    host, _, name = place.partition("/")
    return f"{scheme}://{login}@/{name}?host={host.replace('%2F', '/')}" if "%2F" in host else address


@contextlib.contextmanager
def raw_intake(running: Running) -> Iterator[str]:
    """Its address, while it runs."""
    address = plain(running.settings().get("DATABASE_OWNER_URL") or running.settings()["DATABASE_URL"])
    connection = psycopg2.connect(address)
    with connection, connection.cursor() as cursor:
        cursor.execute(_TABLE)
    connection.close()
    port = free_ports(1)
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "bench.raw_intake:application",
        "--port",
        str(port),
        "--no-access-log",
    ]
    server = subprocess.Popen(
        [*command, "--log-level", "error"], cwd=ROOT, env={**os.environ, "DATABASE_URL": address}
    )
    try:
        _until_it_answers(f"http://127.0.0.1:{port}/")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)


def _until_it_answers(url: str) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            with urlopen(url, data=b"", timeout=5):
                return
        except HTTPError:
            return
        except (URLError, ConnectionError):
            time.sleep(0.05)
    raise TimeoutError("The bare intake did not start.")
