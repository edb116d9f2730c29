"""PostgreSQL from the wheel, as a plain child process over a private socket."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from .binaries import postgres_binary
from .os_user import OsUser, as_user
from .refusals import Refusal

HERE = Path(__file__).parent
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "64MB",
    "max_connections": "100",
    # Short questions along indexes, on disks that seek fast: compiling plans and
    # waking helpers costs more than running them.
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
}
# For data that nobody will miss.
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


def plain_environment() -> dict[str, str]:
    """An environment in which the machine's locale and PG* variables change nothing."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C"}


def initialise(cluster: Path, user: OsUser | None) -> None:
    """Make the cluster when there is none; half a cluster is never left under its name.

    The builtin C.UTF-8 provider together with the C.UTF-8 locale: Russian case folding, trigrams and full text
    are right whatever the machine's locale is (DEPENDENCIES §2.1).
    """
    if (cluster / "PG_VERSION").exists():
        return
    draft = cluster.with_name(f"{cluster.name}.init")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if user:
        os.chown(draft, user.uid, user.gid)
    command = [
        postgres_binary("initdb"),
        f"--pgdata={draft}",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--data-checksums",
        "--auth=trust",
        "--no-instructions",
    ]
    done = subprocess.run(
        as_user(user, command), env=plain_environment(), capture_output=True, text=True, check=False, cwd="/"
    )
    if done.returncode:
        words = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise Refusal(
            f"PostgreSQL could not make its data folder: {words[-1] if words else 'no reason given'}"
        )
    draft.rename(cluster)


def forget_the_dead(cluster: Path, patience: float = 6.0) -> None:
    """Remove what a killed PostgreSQL left: its pid file (a reused pid or a zombie would stop the start) and its backends.

    The caller holds the folder's lock, so a live server here is an orphan that is on its way out: it is waited for,
    then asked to stop. Raises Refusal when it stays. A backend without its server may wait for a lock that nobody gives
    back, for ever, and no new server starts while it holds the shared memory.
    """
    file = cluster / "postmaster.pid"
    asked = False
    end = time.monotonic() + patience
    while True:
        try:
            pid = int(file.read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            break
        if not _is_server_of(pid, cluster):
            file.unlink(missing_ok=True)
            break
        if time.monotonic() > end:
            raise Refusal(f"Another PostgreSQL (process {pid}) is using {cluster}: stop it first.")
        if not asked and time.monotonic() > end - patience / 2:
            os.kill(pid, signal.SIGINT)
            asked = True
        time.sleep(0.1)
    while orphans := _backends_of(cluster):
        if time.monotonic() > end:
            raise Refusal(f"PostgreSQL's processes {orphans} do not leave {cluster}: end them first.")
        for orphan in orphans:
            with contextlib.suppress(ProcessLookupError):
                os.kill(orphan, signal.SIGKILL)
        time.sleep(0.02)


def _backends_of(cluster: Path) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if (entry / "comm").read_text().strip() == "postgres" and _is_server_of(int(entry.name), cluster):
                found.append(int(entry.name))
    return found


def _is_server_of(pid: int, cluster: Path) -> bool:
    try:
        if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return False
        return Path(f"/proc/{pid}/cwd").samefile(cluster)
    except (OSError, IndexError):
        return False


def command(cluster: Path, sockets: Path, user: OsUser | None, forgetful: bool = False) -> list[str]:
    """The server in the foreground. Stop it with SIGINT (fast), then SIGQUIT."""
    folder = sockets / "pg"
    folder.mkdir(mode=0o700, exist_ok=True)
    if user:
        os.chown(folder, user.uid, user.gid)
    settings = {**SETTINGS, **(FORGETFUL if forgetful else {}), "unix_socket_directories": str(folder)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return as_user(user, [postgres_binary("postgres"), "-D", str(cluster), *options], death="INT")


def is_ready(sockets: Path) -> bool:
    """Whether the server takes connections."""
    asked = [
        postgres_binary("pg_isready"),
        "-q",
        "-h",
        str(sockets / "pg"),
        "-U",
        "postgres",
        "-d",
        "template1",
    ]
    return subprocess.run(asked, env=plain_environment(), check=False).returncode == 0


def prepare(sockets: Path, forgetful: bool = False) -> None:
    """Make the two roles and the database; does nothing the second time."""
    files = [HERE / "roles.sql", *([HERE / "throwaway.sql"] if forgetful else [])]
    asked = [
        postgres_binary("psql"),
        "-X",
        "-q",
        "-h",
        str(sockets / "pg"),
        "-U",
        "postgres",
        "-d",
        "template1",
    ]
    for file in files:
        done = subprocess.run(
            [*asked, "-v", "ON_ERROR_STOP=1", "-f", str(file)],
            env=plain_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Refusal(f"The database could not be prepared: {done.stderr.strip().splitlines()[-1]}")


def addresses(sockets: Path) -> dict[str, str]:
    """DATABASE_URL (the working role) and DATABASE_OWNER_URL (the migrating role)."""
    host = quote(str(sockets / "pg"), safe="")
    return {
        "DATABASE_URL": f"postgres://wepster_app@{host}/wepster",
        "DATABASE_OWNER_URL": f"postgres://wepster_owner@{host}/wepster",
    }
