"""No test talks to the outside: a connection to anything but this machine fails at once."""

import ipaddress
import socket
import sys


def _refuse_outside(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if not isinstance(address, tuple):  # a path of a local socket
        return
    host = str(address[0])
    try:
        outside = not ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        outside = host not in {"localhost", ""} and not host.endswith(".localhost")
    if outside and getattr(arguments[0], "type", None) == socket.SOCK_STREAM:
        raise ConnectionRefusedError(f"Tests stay on this machine; {host} is outside.")


sys.addaudithook(_refuse_outside)
