"""`python -m wepster.supervising COMMAND …`, as the launchers in bin/ call it."""

import importlib
import sys

from .refusals import Refusal

COMMANDS = ("up", "test", "manage", "backup", "restore")
MODULES = {"test": "testing", "manage": "managing"}


def main(words: list[str]) -> int:
    """Run one command; a Refusal becomes one line."""
    if not words or words[0] not in COMMANDS:
        print(f"Commands: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    try:
        module = importlib.import_module(f".{MODULES.get(words[0], words[0])}", __package__)
        return int(module.main(words[1:]))
    except Refusal as refusal:
        print(refusal, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
