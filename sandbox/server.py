"""The process: HTTP and SMTP listeners, their end by signal."""

import argparse
import asyncio
import gc
import signal
import socket

from aiohttp import web

from sandbox import smtp
from sandbox.routing import Routes
from sandbox.world import World


async def run(options: argparse.Namespace) -> None:
    """Serve until SIGTERM or SIGINT. Prints one line when ready; raises OSError when a port is taken."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    listening = _socket(options.host, options.port)
    port = listening.getsockname()[1]
    world = World(options.state)
    world.url = f"http://{options.host}:{port}"

    def receive(raw: bytes, recipients: list[str]) -> None:
        world.mailbox.receive(raw, recipients, world.clock.now())
        world.live.tell(kind="mail")

    mail_port = options.smtp_port if options.smtp_port is not None else port + 1 if options.port else 0
    mail = await smtp.listen(options.host, mail_port, receive)
    await world.open()
    routes = Routes(world)
    server = web.Server(routes.answer, access_log=None, keepalive_timeout=75)
    http = await asyncio.get_running_loop().create_server(server, sock=listening, backlog=4096)
    gc.freeze()
    mail_port = mail.sockets[0].getsockname()[1]
    print(f"Sandbox is ready: http://{options.host}:{port} smtp://{options.host}:{mail_port}", flush=True)
    await stop.wait()
    http.close()
    mail.close()
    await server.shutdown(0.5)
    await world.close()


def _socket(host: str, port: int) -> socket.socket:
    """A listening address; raises OSError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    return listening
