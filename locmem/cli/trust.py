"""`trust`: the databases, addresses and programs that projects may use on this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from locmem.cli import output
from locmem.cli.options import Json, opened

app = typer.Typer(help="Say which databases and engines this project may use here.", no_args_is_help=True)

Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="The address, as locmem.yaml or the message writes it.")
]


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="trust")


@app.command("list")
def list_(json: Json = False) -> None:
    """List the projects and the addresses you trusted them with."""
    from locmem.workspace.trust import everything_trusted

    found = everything_trusted()
    if json:
        output.as_json([{"project": one.project, "address": one.address} for one in found])
    elif found:
        output.table(("project", "address"), [(one.project, one.address) for one in found])
    else:
        output.say("No project is trusted with an address on this machine.")


@app.command()
def add(address: Address) -> None:
    """Trust this project with a shared database, or an engine's address or program, that its settings name.

    Write the address again, *** for its password: it is taken only if the settings name the same one, and a later
    change of the settings asks again. In CI, set LOCMEM_TRUST to the address instead.
    """
    from locmem.workspace.trust import named_addresses, trust

    project = opened()
    one = trust(project.root, named_addresses(project.settings), address)
    output.say(f"{one.project} may use {one.address} from now on; `locmem trust remove` takes that back.")


@app.command()
def remove(
    address: Annotated[
        str, typer.Argument(metavar="ADDRESS", help="One address; without it, every address of this project.")
    ] = "",
) -> None:
    """Take back what this project was trusted with."""
    from locmem.workspace.trust import distrust

    for one in distrust(opened().root, address):
        output.say(f"{one.project} may no longer use {one.address}.")
