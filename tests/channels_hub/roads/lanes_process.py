"""The lanes process with a receiver for the tests' purpose: `python -m tests.channels_hub.roads.lanes_process worker …`."""

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wepster.settings")
django.setup()

from channels_hub.receivers import Receiver, register  # noqa: E402

register("roads", Receiver(lambda channel, received: None, lambda outcomes: None, lambda files: None))

if __name__ == "__main__":
    from celery.__main__ import main

    sys.argv[1:1] = ["-A", "wepster.celery_lanes"]
    main()
