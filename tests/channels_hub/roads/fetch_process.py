"""The worker's fetching in a process of its own: `python -m tests.channels_hub.roads.fetch_process PROJECT`, a line per round.

Each line on stdin is one round; the answer is how many files were settled.
"""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wepster.settings")
django.setup()

from channels_hub.domain import fetching  # noqa: E402
from channels_hub.receivers import Receiver, register  # noqa: E402

register("roads", Receiver(lambda channel, received: None, lambda outcomes: None, lambda files: None))

if __name__ == "__main__":
    for _ in sys.stdin:
        print(fetching.fetch_due(int(sys.argv[1])), flush=True)
