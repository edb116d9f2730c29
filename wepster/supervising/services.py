"""PostgreSQL and Valkey as programs to keep running, unless the person named their own."""

import signal
from collections.abc import Mapping

from . import postgres, valkey
from .folder import Folder, socket_folder
from .os_user import postgres_user
from .program import Program


def database(folder: Folder) -> Program:
    """PostgreSQL over the folder's cluster, made when missing."""
    user = postgres_user()
    postgres.initialise(folder.postgres, user)
    postgres.forget_the_dead(folder.postgres)  # here too: a refusal is said before anything starts
    command = postgres.command(folder.postgres, socket_folder(folder), user)
    return Program(
        "postgres",
        command,
        postgres.plain_environment(),
        "/",
        stop=signal.SIGINT,
        patience=3.0,
        orphaned=signal.SIGINT,
        clear=lambda: postgres.forget_the_dead(folder.postgres),
    )


def broker(folder: Folder) -> Program:
    """Valkey over the folder's append-only file."""
    command = valkey.command(folder.valkey, socket_folder(folder))
    return Program("valkey", command, postgres.plain_environment(), str(folder.valkey), patience=1.5)


def addresses(folder: Folder, given: Mapping[str, str]) -> dict[str, str]:
    """Addresses of those that are started here."""
    sockets = socket_folder(folder)
    found: dict[str, str] = {}
    if not given.get("DATABASE_URL"):
        found |= postgres.addresses(sockets)
    if not given.get("REDIS_URL"):
        found["REDIS_URL"] = valkey.address(sockets)
    return found
