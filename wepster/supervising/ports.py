"""Whether a port is free."""

import socket
import time

from .refusals import Refusal


def claim(port: int, option: str, patience: float = 3.0) -> None:
    """Check that the port can be listened on; children of a killed predecessor are given a moment to end.

    Raises Refusal when it stays taken.
    """
    end = time.monotonic() + patience
    while True:
        try:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(("127.0.0.1", port))
            return
        except PermissionError:
            raise Refusal(
                f"Port {port} needs more rights than this user has: name another with {option}."
            ) from None
        except OSError:
            if time.monotonic() > end:
                raise Refusal(
                    f"Port {port} is taken by another program: name another with {option}."
                ) from None
            time.sleep(0.1)
