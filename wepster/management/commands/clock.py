"""`manage.py clock --ahead 5d` / `--reset`: business time of all processes of this machine moves within a second."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from common import clock

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def span(text: str) -> timedelta:
    """ "5d", "36h", "1d12h", "-2h" as a span of time; raises ArgumentTypeError."""
    match = re.fullmatch(r"(-?)((?:\d+[smhdw])+)", text.strip().lower())
    if match is None:
        raise ArgumentTypeError(f"{text!r} is no span of time; write it like 5d, 36h, 90m or 1d12h")
    parts = re.findall(r"(\d+)([smhdw])", match[2])
    whole = sum((timedelta(**{_UNITS[unit]: int(number)}) for number, unit in parts), timedelta())
    return -whole if match[1] else whole


class Command(BaseCommand):
    help = "Move business time, for demo and tests only."
    requires_system_checks: Any = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--ahead SPAN (from now on, added to what it is moved already) or --reset."""
        given = parser.add_mutually_exclusive_group(required=True)
        given.add_argument("--ahead", type=span, metavar="5d", help="move on by this much: 90m, 36h, 5d")
        given.add_argument("--reset", action="store_true", help="back to the real time")

    def handle(self, *args: Any, **options: Any) -> None:
        """Move it and say what time it is now."""
        clock.move(timedelta() if options["reset"] else clock.ahead() + options["ahead"])
        self.stdout.write(clock.now().isoformat(timespec="seconds"))
