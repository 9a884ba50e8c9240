"""`serve`: the project in a browser, on this machine or where others can reach it."""

from __future__ import annotations

import errno
import logging
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from locmem.cli import output
from locmem.cli.options import opened
from locmem.errors import SERVER, UsageError, missing_library
from locmem.model.visible import visible
from locmem.model.wording import listed

if TYPE_CHECKING:
    from locmem.server.access import Known
    from locmem.workspace.project import Project

_HOST = "127.0.0.1"
_LOOPBACK = (_HOST, "localhost", "::1")
_ANY = ("0.0.0.0", "::")
_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?")
_HEADER = re.compile(r"[A-Za-z0-9-]{1,60}")
_OTHERS = ("cookie", "host", "origin", "authorization", "content-length", "content-type", "accept")
"""Headers that are about something else."""
_SECONDS = 3
"""How long whoever ends it waits for answers that are under way."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(serve)


def serve(
    port: Annotated[
        int, typer.Option(metavar="N", help="The port on this machine; 0 for any that is free.", min=0, max=65535)
    ] = 8765,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen at; this machine alone without it.")
    ] = _HOST,
    name: Annotated[
        list[str], typer.Option(metavar="HOST", help="A name that others reach it by: help.example.com; repeatable.")
    ] = [],  # noqa: B006
    accounts: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="People and their roles, who log in; `locmem accounts add` writes it."),
    ] = None,
    proxy_header: Annotated[
        str, typer.Option(metavar="HEADER", help="A reverse proxy asks for passwords, and names who it is in this one.")
    ] = "",
    certificate: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A certificate (PEM), to be reached by https.")
    ] = None,
    key: Annotated[Path | None, typer.Option(metavar="FILE", help="The private key of the certificate (PEM).")] = None,
) -> None:
    """Show the project in a browser, and work on its queue there.  Ctrl+C ends it.

    What is saved there is a person's edit of a catalog, as any other: journalled, undoable, and seen by git.

    Without options it answers this machine alone. At any other address it starts only with --accounts: people then log
    in, or a reverse proxy asks for their passwords and names them in --proxy-header. Such a proxy sends what the
    environment variable LOCMEM_PROXY_SECRET holds in the header X-Locmem-Proxy-Secret.
    """
    with missing_library(SERVER):
        import uvicorn

        from locmem.server.app import create_app
        from locmem.views.live import Live

        for one in name:
            if not _NAME.fullmatch(one):
                raise UsageError(f"--name {one!r} is no name of a host. Write it without scheme and path.")
        if proxy_header and (not _HEADER.fullmatch(proxy_header) or proxy_header.lower() in _OTHERS):
            raise UsageError(
                f"--proxy-header {proxy_header!r} is no header that names people, such as X-Forwarded-User."
            )
        if host in _ANY and not name:
            raise UsageError(f"{host} is every address. Say the name that others use: --name help.example.com")
        project = opened()
        known = _known(project, accounts, proxy_header)
        root = project.root
        project.close()
        if known is None and (host not in _LOOPBACK or name):
            reached = host if host not in _LOOPBACK else name[0]
            raise UsageError(
                f"{reached} can be reached by others, and nothing would ask who they are. Pass --accounts FILE, "
                "or leave --host and --name out to work alone on this machine."
            )
        from locmem.server.access import Sessions, ThisUser
    _require_pair(certificate, key)
    listening = _listening(host, port)
    port = listening.getsockname()[1]
    scheme = "https" if certificate else "http"
    own = (_HOST, "localhost") if host in (*_LOOPBACK, *_ANY) else (host,)
    hosts = {f"{one}:{port}" for one in (*own, *name)} | set(name)
    live = Live(root, looks_ahead=True)
    output.say(f"{scheme}://{(*name, *own)[0]}:{port}/  (Ctrl+C ends it)")
    _tell_who(logging.INFO if known else logging.WARNING)
    if isinstance(known, Sessions) and host not in _LOOPBACK and not certificate:
        output.say(
            "Passwords cross the network as they are typed. Pass --certificate and --key, or let a proxy encrypt."
        )
    config = uvicorn.Config(
        create_app(live, hosts, known or ThisUser(alone=True)),
        log_level="warning",
        timeout_graceful_shutdown=_SECONDS,
        proxy_headers=False,
        server_header=False,
        ssl_certfile=certificate,
        ssl_keyfile=key,
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    except KeyboardInterrupt:
        output.say("ended; what was saved is in the catalogs")
    finally:
        live.close()


def _known(project: Project, accounts: Path | None, proxy_header: str) -> Known | None:
    """Who tells who asks; None for the user of this machine."""
    if accounts is None:
        if proxy_header:
            raise UsageError("--proxy-header names people; pass --accounts with the roles that they have.")
        return None
    from locmem.server.access import ByProxy, Sessions
    from locmem.server.accounts import Accounts, plain_tag, read_accounts, require_outside

    require_outside(accounts)
    for one in read_accounts(accounts):
        strange = [tag for tag in one.person.locales if plain_tag(tag) not in map(plain_tag, project.settings.locales)]
        if strange:
            output.say(f"{accounts}: {one.person.name} works in {listed(tuple(strange))}, which this project has not.")
    people = Accounts(accounts)
    return ByProxy(people, proxy_header) if proxy_header else Sessions(people)


def _require_pair(certificate: Path | None, key: Path | None) -> None:
    """Raises UsageError where a certificate and a key are not both there, or not those of each other."""
    if certificate is None and key is None:
        return
    if certificate is None or key is None:
        raise UsageError("a certificate and its key belong together. Pass --certificate and --key.")
    import ssl

    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(certificate, key)
    except OSError as error:
        # What is wrong inside them is an OSError, too.
        raise UsageError(f"{certificate} and {key} cannot be used: {error.strerror or error}.") from None


def _tell_who(level: int) -> None:
    """Say on stderr who comes and what they save, a line each with its time; level: below which nothing is said."""
    lines = logging.StreamHandler()
    lines.setFormatter(_Line("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    log = logging.getLogger("locmem.server")
    log.addHandler(lines)
    log.setLevel(level)
    log.propagate = False


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        # Names come from outside, and may hold what steers a terminal.
        return visible(super().format(record)).replace("\n", "\\n")


def _listening(host: str, port: int) -> socket.socket:
    """A socket at a port.  Raises UsageError where somebody else has it, or the address is none of this machine."""
    try:
        [(family, *_, address), *_] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise UsageError(f"{host} is no address of this machine ({error.strerror}).") from None
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen(64)
    except PermissionError:
        listening.close()
        raise UsageError(f"port {port} is the administrator's. Pass one from 1024 on: --port 8765") from None
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise UsageError(
                f"{host} is no address of this machine. Leave --host out, or pass one of its own."
            ) from None
        raise UsageError(
            f"port {port} is taken, perhaps by another `locmem serve`. Pass another one: --port {port + 1}"
        ) from None
    return listening
