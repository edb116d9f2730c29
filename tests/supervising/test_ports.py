import socket

import pytest

from wepster.supervising.ports import claim
from wepster.supervising.refusals import Refusal


def test_a_taken_port_is_refused_with_the_cure() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            Refusal, match=f"Port {port} is taken by another program: name another with --port"
        ):
            claim(port, "--port", patience=0.2)


def test_a_port_let_go_is_free() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    claim(port, "--port", patience=0)
    with socket.socket() as again:
        again.bind(("127.0.0.1", port))  # claiming did not keep it
