"""`accounts`: who may use `locmem serve` where others can reach it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from locmem.cli import output, progress
from locmem.cli.options import Json
from locmem.errors import SERVER, UsageError, missing_library
from locmem.model.tags import language_tag

app = typer.Typer(no_args_is_help=True, help="Who may use `locmem serve` where others can reach it.")

AccountsFile = Annotated[Path, typer.Option("--file", metavar="FILE", help="The file of accounts, outside of clones.")]


def register(top: typer.Typer) -> None:
    """Add the commands of this file."""
    top.add_typer(app, name="accounts")


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As it will stand in the history of texts.")],
    file: AccountsFile,
    role: Annotated[str, typer.Option(metavar="ROLE", help="viewer, translator, reviewer or manager.")],
    locale: Annotated[
        list[str], typer.Option(metavar="TAG", help="A locale they work in; repeatable; all of them for none.")
    ] = [],  # noqa: B006
    without_password: Annotated[
        bool, typer.Option("--without-password", help="Only a proxy lets them in, which asks for a password itself.")
    ] = False,
) -> None:
    """Add a person, or change what they may do.

    Asks for a password, or reads it from the first line of standard input. Who is there already keeps theirs where
    none is given. A server that runs knows it at once.
    """
    with missing_library(SERVER):
        from locmem.server.accounts import (
            Account,
            Person,
            Role,
            change_accounts,
            hashed,
            read_accounts,
            require_outside,
            unfit,
            with_account,
        )

        roles = {one.value: one for one in Role}
        if role not in roles:
            raise UsageError(f"there is no role {role!r}. There are: {', '.join(roles)}.")
        if fault := unfit(name.strip()):
            raise UsageError(fault)
        tags = tuple(map(_tag, locale))
        require_outside(file)
        known = read_accounts(file) if file.exists() else ()
        is_known = any(one.person.name.casefold() == name.strip().casefold() for one in known)
        password = "" if without_password else _password(is_known=is_known)
        if not (password or without_password or is_known):
            raise UsageError("there is no password on standard input. Write one there, or pass --without-password.")
        person = Person(name=name.strip(), role=roles[role], locales=tags)
        account = Account(person=person, password=hashed(password) if password else "")
        change_accounts(file, lambda there: with_account(there, account, keeps_password=not without_password))
    changed = " now, and was known there before" if is_known else ""
    output.say(f"{person.name} is a {role} in {file}{changed}. `locmem serve --accounts {file}` lets them in.")


@app.command("list")
def list_(file: AccountsFile, json: Json = False) -> None:
    """Show people, their roles and their locales."""
    with missing_library(SERVER):
        from locmem.server.accounts import read_accounts

        found = read_accounts(file)
    if json:
        output.as_json(
            [
                {
                    "name": one.person.name,
                    "role": one.person.role.value,
                    "locales": list(one.person.locales),
                    "has_password": bool(one.password),
                }
                for one in found
            ]
        )
    elif found:
        rows = [
            (
                one.person.name,
                one.person.role.value,
                ", ".join(one.person.locales) or "all",
                "with a password" if one.password else "by a proxy",
            )
            for one in found
        ]
        output.table(("name", "role", "locales", "logs in"), rows)
    else:
        output.say(f"Nobody has an account in {file}. `locmem accounts add NAME --role ROLE --file {file}` adds one.")


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose account ends.")], file: AccountsFile
) -> None:
    """Take a person out.  What they confirmed stays theirs, and a server that runs lets them in no more."""
    with missing_library(SERVER):
        from locmem.server.accounts import Account, change_accounts

        def without(known: tuple[Account, ...]) -> tuple[Account, ...]:
            left = tuple(one for one in known if one.person.name.casefold() != name.strip().casefold())
            if len(left) == len(known):
                raise UsageError(f"{file} has no account of {name}. `locmem accounts list --file {file}` shows all.")
            return left

        if not file.exists():
            raise UsageError(f"{file} is not there. `locmem accounts add` begins it.")
        change_accounts(file, without)
    output.say(f"{name.strip()} has no account in {file} any more.")


def _password(*, is_known: bool) -> str:
    """The password that is typed twice, or stands on standard input; empty to keep the one there is."""
    try:
        return _asked(is_known=is_known)
    except UnicodeDecodeError:
        raise UsageError("the password is not UTF-8, and so nobody could type it.") from None


def _tag(locale: str) -> str:
    try:
        return str(language_tag(locale.strip()))
    except ValueError as error:
        raise UsageError(f"--locale {locale!r}: {error}") from None


def _asked(*, is_known: bool) -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    progress.make_room(is_done=True)
    asked, default = ("Password, empty to keep theirs", "") if is_known else ("Password", None)
    return str(typer.prompt(asked, default=default, show_default=False, hide_input=True, confirmation_prompt=True))
