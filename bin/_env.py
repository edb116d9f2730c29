"""Makes .venv and installs a lock into it when the lock changed; says nothing when there is nothing to do.

`python bin/_env.py requirements.txt` — standard library only. Two that start at once take turns.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# The longer lock holds everything of the shorter one.
COVERED_BY = {"requirements.txt": ("requirements.txt", "requirements-dev.txt")}


def mark(lock: str) -> str:
    """What the stamp of a lock says when it is installed."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def stamp(lock: str) -> Path:
    """Where it is said."""
    return VENV / f".installed-{lock}"


def is_installed(lock: str) -> bool:
    """Whether the environment works and has the lock, or one that covers it."""
    if not PYTHON.exists():
        return False
    return any(
        stamp(name).exists() and stamp(name).read_text() == mark(name)
        for name in COVERED_BY.get(lock, (lock,))
    )


def make() -> None:
    """An empty environment, anew when the Python it was made with is gone."""
    works = (
        PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0
    )
    if works:
        return
    print("Making .venv", flush=True)
    done = subprocess.run(
        [getattr(sys, "_base_executable", sys.executable), "-m", "venv", "--clear", str(VENV)],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        words = (done.stdout + done.stderr).strip().splitlines()
        sys.exit(
            f"The virtual environment could not be made: {words[-1] if words else 'no reason given'} "
            "(Debian, Ubuntu: apt-get install python3-venv)."
        )


def install(lock: str) -> None:
    """Install exactly what the lock lists, each file checked by its hash, and compile it."""
    print(f"Installing packages ({lock})", flush=True)
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    command += ["--compile", "--require-hashes", "-r", str(ROOT / lock)]
    if subprocess.run(command).returncode:
        sys.exit("The packages could not be installed: see the lines above (is the network there?).")
    stamp(lock).write_text(mark(lock))


def main(lock: str) -> None:
    """Leave an environment with the lock, or a sentence."""
    if is_installed(lock):
        return
    try:
        turn = open(ROOT / ".venv.lock", "w")  # noqa: SIM115
    except OSError as error:
        sys.exit(
            f"{ROOT} cannot be written ({error.strerror}): take a checkout of your own, or become its owner."
        )
    with turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not is_installed(lock):
            os.umask(0o022)
            make()
            install(lock)


if __name__ == "__main__":
    main(sys.argv[1])
