"""`serve`: the project in a browser on this machine."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import opened
from locmem.errors import UsageError

_HOST = "127.0.0.1"
_SECONDS = 3
"""How long whoever ends it waits for answers that are under way."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(serve)


def serve(
    port: Annotated[
        int, typer.Option(metavar="N", help="The port on this machine; 0 for any that is free.", min=0, max=65535)
    ] = 8765,
) -> None:
    """Show the project in a browser on this machine, and work on its queue there.  Ctrl+C ends it.

    What is saved there is a person's edit of a catalog, as any other: journalled, undoable, and seen by git.
    """
    try:
        import uvicorn

        from locmem.server.app import create_app
        from locmem.views.live import Live
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("locmem"):
            raise
        raise UsageError(
            f"{error.name} is not installed, which `locmem serve` needs. "
            "Install it: python -m pip install 'locmem[serve]'"
        ) from None

    project = opened()
    root = project.root
    project.close()
    listening = _listening(port)
    port = listening.getsockname()[1]
    hosts = {f"{name}:{port}" for name in (_HOST, "localhost")}
    live = Live(root, looks_ahead=True)
    output.say(f"http://{_HOST}:{port}/  (Ctrl+C ends it)")
    config = uvicorn.Config(create_app(live, hosts), log_level="warning", timeout_graceful_shutdown=_SECONDS)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        output.say("ended; what was saved is in the catalogs")
    finally:
        live.close()


def _listening(port: int) -> socket.socket:
    """A socket at a port of this machine.  Raises UsageError where somebody else has it."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_HOST, port))
        listening.listen(64)
    except OSError:
        listening.close()
        raise UsageError(
            f"port {port} is taken, perhaps by another `locmem serve`. Pass another one: --port {port + 1}"
        ) from None
    return listening
