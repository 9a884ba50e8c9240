"""What of a project's settings may be used on this machine: the user's word, kept where no clone reaches.

A project's settings come with its clone.  A database outside the project would be sent what the environment holds
(`PGPASSWORD`, a password file), an address of an engine the user's key and texts, and a program would run.  So each
is used only after the user said so for this very folder and this very address, as with git's `safe.directory`.
Before that nothing is looked up, imported, run or connected to.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from locmem import textfile
from locmem.errors import ProjectError, UsageError
from locmem.model.settings import Settings
from locmem.model.state_place import StatePlace, shown_address
from locmem.model.wording import listed
from locmem.yamlfields import Fields, fields_of

VARIABLE = "LOCMEM_TRUST"

_HEAD = "# What projects may use on this machine: databases, engines. Written by `locmem trust`.\n"
_OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Trusted:
    """One word of the user.

    project: the folder, without links.  address: as it is shown, without its password.  digest: of the whole address.
    """

    project: str
    address: str
    digest: str


def trusted_file() -> Path:
    """Where the user's word is kept: `locmem/trusted.yaml` in XDG_CONFIG_HOME, or in ~/.config."""
    folder = os.environ.get("XDG_CONFIG_HOME", "")
    # What is no absolute path is to be ignored: https://specifications.freedesktop.org/basedir-spec/latest/
    start = Path(folder) if Path(folder).is_absolute() else Path("~/.config").expanduser()
    return start / "locmem" / "trusted.yaml"


def everything_trusted(root: Path | None = None) -> tuple[Trusted, ...]:
    """What the user trusts, in the order it was said; `root` is the project that asks, if one does.

    Raises ProjectError when others than the user could have written it, InputErrors when it is damaged.
    """
    file = trusted_file()
    if not file.exists():
        return ()
    _refuse_others(file, root)
    with fields_of(textfile.read(file).text, str(file)) as top:
        rows = [Fields(node, top.problems) for node in top.items("trusted", required=True)]
        trusted = tuple(
            Trusted(
                project=row.text("project", required=True),
                address=row.text("address", required=True),
                digest=row.text("digest", required=True),
            )
            for row in rows
        )
        for row in rows:
            row.finish()
    return trusted


def require_trust(root: Path, place: StatePlace) -> None:
    """Returns where this project may use the shared database of its settings.  Raises ProjectError elsewhere."""
    if is_trusted(root, place.address):
        return
    raise ProjectError(
        f"{place.told_at}: `database` is {place.shown}, which lies outside the project, and you have not trusted this "
        f"project with it on this machine. Nothing was sent there. {how_to_trust(place.address)}"
    )


def how_to_trust(address: str) -> str:
    """What to do for an address that nobody trusted, in words."""
    command = f"locmem trust add {shlex.quote(shown_address(address))}"
    return f"If it is yours: {command}; if it is not, remove the key `database` from locmem.yaml."


def not_trusted(address: str) -> str:
    """What to do for an engine's program or address that nobody trusted, in words."""
    return (
        f"you have not trusted this project with {shown_address(address)} on this machine. If it is yours: "
        f"locmem trust add {shlex.quote(shown_address(address))}"
    )


def named_addresses(settings: Settings) -> tuple[str, ...]:
    """What settings name that asks for the user's word: a shared database, engines' programs and addresses."""
    from locmem.mt.engines import engine_status

    asked = [address for one in settings.engines for address in engine_status(one, settings.source_locale).asks]
    return tuple(dict.fromkeys(filter(None, (settings.database.address, *asked))))


def is_trusted(root: Path, address: str) -> bool:
    """Whether the user trusts the project in `root` with an address; in CI the variable LOCMEM_TRUST says so."""
    said = os.environ.get(VARIABLE, "")
    # A program has blanks between its words: it is named by a line of its own.
    if {address, shown_address(address)} & {*said.split(), *map(str.strip, said.splitlines())}:
        return True
    wanted = (_folder(root), _digest(address))
    return any((one.project, one.digest) == wanted for one in everything_trusted(root))


def trust(root: Path, named: Sequence[str], address: str) -> Trusted:
    """What the user trusts from now on: one of the addresses the settings name, which `address` must repeat.

    address: with its password, or with *** in its place.  Raises UsageError where the settings name none, or others.
    """
    if not named:
        raise UsageError("locmem.yaml names no shared database, and no address or program of an engine to trust.")
    found = next((one for one in named if address in (one, shown_address(one))), None)
    if found is None:
        names = listed(tuple(map(shown_address, named)))
        raise UsageError(f"locmem.yaml names {names}, not {shown_address(address)}. Nothing was trusted.")
    one = Trusted(project=_folder(root), address=shown_address(found), digest=_digest(found))
    known = everything_trusted(root)
    if one not in known:
        _write((*known, one))
    return one


def distrust(root: Path, address: str = "") -> tuple[Trusted, ...]:
    """What is trusted no longer: everything of this project, or one address of it.

    Raises UsageError where there is no such thing.
    """
    known = everything_trusted(root)
    asked = {address, shown_address(address)} if address else None
    gone = tuple(one for one in known if one.project == _folder(root) and (asked is None or one.address in asked))
    if not gone:
        what = f"trusted with {shown_address(address)}" if address else "trusted with any address"
        raise UsageError(f"this project is not {what}. `locmem trust list` shows what is.")
    _write(tuple(one for one in known if one not in gone))
    return gone


def _refuse_others(file: Path, root: Path | None) -> None:
    if root and Path(os.path.realpath(file)).is_relative_to(os.path.realpath(root)):
        raise ProjectError(
            f"{file}: lies in the project {root} itself, where it is not your word but the project's. "
            "Set XDG_CONFIG_HOME to a folder outside of it."
        )
    found = file.stat()
    if found.st_uid not in (os.geteuid(), 0):
        raise ProjectError(f"{file}: belongs to another user, and is not your word. Remove it, or set {VARIABLE}.")
    if found.st_mode & _OTHERS_MAY_WRITE:
        raise ProjectError(f"{file}: others than you can write to it. Look through it, then run: chmod 600 {file}")


def _write(trusted: tuple[Trusted, ...]) -> None:
    lines = [
        f"  - project: {_quoted(one.project)}\n    address: {_quoted(one.address)}\n    digest: {_quoted(one.digest)}\n"
        for one in trusted
    ]
    text = f"{_HEAD}trusted:{''.join((chr(10), *lines)) if lines else ' []' + chr(10)}"
    textfile.write_bytes(trusted_file(), text.encode(), is_private=True)


def _quoted(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ProjectError(f"{text!r} is not UTF-8 and cannot be written down. Rename the folder.") from None
    return json.dumps(text, ensure_ascii=False)


def _folder(root: Path) -> str:
    return os.path.realpath(root)


def _digest(address: str) -> str:
    return hashlib.sha256(address.encode()).hexdigest()
