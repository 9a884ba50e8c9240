"""`serve`: the project in a browser on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import opened


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(serve)


def serve(
    port: Annotated[int, typer.Option(metavar="N", help="The port on this machine.", min=0, max=65535)] = 8765,
) -> None:
    """Show the project in a browser on this machine, and work on its queue there.  Ctrl+C ends it.

    What is saved there is a person's edit of a catalog, as any other: journalled, undoable, and seen by git.
    """
    import uvicorn

    from locmem.server.app import create_app
    from locmem.server.live import Live

    project = opened()
    root = project.root
    project.close()
    live = Live(root)
    hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
    output.say(f"http://127.0.0.1:{port}/  (Ctrl+C ends it)")
    try:
        uvicorn.run(create_app(live, hosts), host="127.0.0.1", port=port, log_level="warning")
    finally:
        live.close()
