"""Children end with their parent, even when it is killed with -9."""

import ctypes
import os
import signal
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if os.uname().sysname == "Linux" else None


def die_with_parent(number: signal.Signals) -> Callable[[], None]:
    """What a child does between fork and exec: ask the kernel for `number` when the parent is gone."""
    parent = os.getpid()

    def ask() -> None:
        if _libc is not None:
            _libc.prctl(_PR_SET_PDEATHSIG, int(number))
            if os.getppid() != parent:  # it died before we could ask
                os._exit(1)

    return ask
