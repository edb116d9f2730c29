"""Whom PostgreSQL runs as: it refuses to be root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass

from .refusals import Refusal

NAME = "wepster"


@dataclass(frozen=True)
class OsUser:
    """An operating system's account without a shell or a home."""

    name: str
    uid: int
    gid: int


def postgres_user() -> OsUser | None:
    """The account for PostgreSQL when root starts it (made when missing); None for an ordinary person.

    Raises Refusal when the machine cannot change accounts.
    """
    if os.geteuid() != 0:
        return None
    if not shutil.which("setpriv"):
        raise Refusal("PostgreSQL does not run as root and setpriv is missing: start as an ordinary user.")
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        entry = _make()
    return OsUser(entry.pw_name, entry.pw_uid, entry.pw_gid)


def _make() -> pwd.struct_passwd:
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd:
        command = [useradd, "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", NAME], check=False, capture_output=True)
    try:
        return pwd.getpwnam(NAME)
    except KeyError:
        raise Refusal(
            f"PostgreSQL does not run as root and the account {NAME} cannot be made: start as an ordinary user."
        ) from None


def as_user(user: OsUser | None, command: list[str], death: str | None = None) -> list[str]:
    """The command, run as the account; `death` is the signal it gets when its parent dies.

    The account keeps only the right to pass folders closed to it (an application under /root). Without
    no_setuid_fixup access() would not know of that right and initdb says "Permission denied".
    """
    if user is None:
        return command
    return [
        "setpriv",
        f"--reuid={user.uid}",
        f"--regid={user.gid}",
        "--clear-groups",
        "--securebits=+no_setuid_fixup",
        "--inh-caps=+dac_override",
        "--ambient-caps=+dac_override",
        *([f"--pdeathsig={death}"] if death else []),
        "--",
        *command,
    ]
