"""What the numbers were taken on."""

import os
import platform
from pathlib import Path


def describe() -> str:
    """Processor, cores, memory and Python, e.g. "Xeon, 2 cores, 24 GB, Python 3.11.7"."""
    model = platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.split(":", 1)[1].strip()
            break
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"
