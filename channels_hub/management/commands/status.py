"""`manage.py status [--json]`: processes, queues with their lags, channels."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from channels_hub.domain import beating


class Command(BaseCommand):
    help = "How the roads stand: processes, queues, channels."
    requires_system_checks: Any = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--json for scripts."""
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print channels_hub.domain.beating.status()."""
        state = beating.status()
        if options["json"]:
            self.stdout.write(json.dumps(state, default=str, ensure_ascii=False))
            return
        for name, worker in state["workers"].items():
            self.stdout.write(f"{name:8} heard {worker['lag']} s ago")
        for road, queue in state["queues"].items():
            self.stdout.write(f"{road:8} " + ", ".join(f"{name} {count}" for name, count in queue.items()))
        for channel in state["channels"]:
            self.stdout.write(
                f"channel {channel['channel']} of project {channel['project']}: {channel['kind']}, {channel['health']},"
                f" waiting {channel['waiting']}, queued {channel['queued']}"
            )
