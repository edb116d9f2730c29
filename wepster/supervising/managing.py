"""`bin/manage`: manage.py with the settings that `bin/up` started its processes with."""

import os
import sys
from pathlib import Path

from . import environment, services
from .arguments import default_data, read_arguments
from .folder import Folder, open_folder
from .keys import load_keys
from .repository import base_environment, manage


def split(words: list[str]) -> tuple[Path, list[str]]:
    """The data folder, and the words for manage.py."""
    if words[:1] == ["--data"] and len(words) > 1:
        return Path(words[1]), words[2:]
    if words and words[0].startswith("--data="):
        return Path(words[0].removeprefix("--data=")), words[1:]
    return default_data(), words


def settings_of(folder: Folder) -> dict[str, str]:
    """What `bin/up` wrote down; before its first start, what it would write."""
    written = environment.read_back(folder)
    given = environment.given_settings()
    if not written:
        arguments = read_arguments(["--data", str(folder.root)])
        written = environment.compose(
            arguments, folder, load_keys(folder), services.addresses(folder, given), given
        )
    return {name: value for name, value in written.items() if name == "WEPSTER_DATA" or not given.get(name)}


def main(words: list[str]) -> int:
    """Becomes manage.py; returns only when that cannot be."""
    data, rest = split(words)
    folder = open_folder(data)
    settings = settings_of(folder)
    sys.stdout.flush()
    command = manage(*rest)
    os.execve(command[0], command, {**base_environment(), **settings})
