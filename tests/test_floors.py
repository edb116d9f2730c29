import subprocess
import sys

from tests.plugins.features import ROOT


def test_imports_point_down_only() -> None:
    """The contracts of .importlinter: floors, rooms, messengers, the sandbox and the supervisor."""
    run = "from importlinter.cli import lint_imports_command as run; run()"
    done = subprocess.run(
        [sys.executable, "-c", run, "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout.partition("Broken contracts")[2]
    assert "Contracts: " in done.stdout
