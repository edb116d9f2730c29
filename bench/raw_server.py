"""The bare intake of bench.raw_intake on the database of a running Wepster."""

import contextlib
from collections.abc import Iterator

from wepster.supervising.running import Running

from .database import database, owner_address
from .processes import bare_server

_TABLE = "CREATE TABLE IF NOT EXISTS bench_receipt (id bigserial PRIMARY KEY, body bytea)"


@contextlib.contextmanager
def raw_intake(running: Running) -> Iterator[str]:
    """Its address, while it runs."""
    with database(running) as connection, connection.cursor() as cursor:
        cursor.execute(_TABLE)
    with bare_server("bench.raw_intake", {"DATABASE_URL": owner_address(running)}) as port:
        yield f"http://127.0.0.1:{port}/"
