"""Who may use a server that others can reach: a file of accounts, outside of git, each with a role and a hash.

accounts:
  - {name: Ana Reis, role: reviewer, locales: [pt-PT], password: "$argon2id$…"}

Hashes are those of argon2id with the parameters of its library (RFC 9106).  An account without one is let in by a
proxy that has asked for its user's password itself, never by ours.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from threading import Lock

from locmem import textfile
from locmem.errors import (
    ChangedError,
    InputErrors,
    Location,
    LocmemError,
    Problems,
    ProjectError,
    UsageError,
    input_error,
)
from locmem.overwriting import write_over
from locmem.ownfiles import require_file
from locmem.yamlfields import Fields
from locmem.yamlfile import parse

_log = logging.getLogger("locmem.server")
_CLONES = (".git", ".hg", ".jj", ".svn")
_TRIES = 50
_LONGEST = 100
"""Characters of a name."""


class Role(Enum):
    """What somebody may do; each may do what those before it may."""

    VIEWER = "viewer"
    TRANSLATOR = "translator"
    REVIEWER = "reviewer"
    MANAGER = "manager"

    def is_at_least(self, other: Role) -> bool:
        """Whether this role may do what `other` may."""
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who uses the server.  locales: those they may work in; empty for all.  leaves: whether they log out."""

    name: str
    role: Role
    locales: tuple[str, ...] = ()
    leaves: bool = False

    def may(self, role: str) -> bool:
        """Whether they may do what a role may, by its name."""
        return self.role.is_at_least(Role(role))

    def works_in(self, locale: str) -> bool:
        """Whether they may work in a locale."""
        return not self.locales or plain_tag(locale) in map(plain_tag, self.locales)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person, and what proves them; empty where only a proxy lets them in."""

    person: Person
    password: str = ""


class Accounts:
    """The accounts of a file, by name in any case, as the file is now.

    Where it holds a slip, those of before count until it is mended; where it is gone or others may read it, nobody is
    known.  Asked for one that is not there, it takes as long to say no.
    """

    def __init__(self, path: Path) -> None:
        from argon2 import PasswordHasher

        self._path, self._hasher = path, PasswordHasher()
        self._nobody = self._hasher.hash("nobody's")
        # Each look at a password takes 64 MB for a moment.
        self._proving = Lock()
        self.is_readable = True
        self._mark = self._now()
        self._by_name = _by_name(read_accounts(path))

    def named(self, name: str) -> Account | None:
        """The account of that name."""
        mark = self._now()
        if mark != self._mark:
            self._mark = mark
            try:
                self._by_name = _by_name(read_accounts(self._path))
                self.is_readable = True
            except InputErrors as error:
                _log.error("the accounts of before count until this is mended: %s", error)
            except LocmemError as error:
                self._by_name, self.is_readable = {}, False
                _log.error("%s", error)
        return self._by_name.get(name.strip().casefold())

    def proven(self, name: str, password: str) -> Account | None:
        """The account of that name, where the password is theirs."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        found = self.named(name)
        try:
            with self._proving:
                self._hasher.verify((found.password if found else "") or self._nobody, password)
        except (Argon2Error, InvalidHashError):
            return None
        return found if found and found.password else None

    def _now(self) -> tuple[int, int, int]:
        try:
            state = self._path.stat()
        except OSError:
            return 0, 0, 0
        return state.st_mtime_ns, state.st_size, state.st_ino


def _by_name(accounts: Sequence[Account]) -> dict[str, Account]:
    return {one.person.name.casefold(): one for one in accounts}


def plain_tag(tag: str) -> str:
    """A language tag however it is spelled: `PT_br` as `pt-br`."""
    return tag.replace("_", "-").casefold()


def unfit(name: str) -> str:
    """Why a name can be nobody's; empty where it can."""
    if not name or len(name) > _LONGEST:
        return f"a name has 1 to {_LONGEST} characters."
    return "" if name.isprintable() else "a name has no character that nobody sees."


def hashed(password: str) -> str:
    """What stands for a password in the file.  Raises UsageError for one that is guessed too soon."""
    from argon2 import PasswordHasher

    if len(password) < 12:
        raise UsageError("a password has 12 characters or more. Four words in a row are easy to keep in mind.")
    return PasswordHasher().hash(password)


def read_accounts(path: Path) -> tuple[Account, ...]:
    """The accounts of a file.

    Raises ProjectError where there is none or others may read it, InputErrors with all that is wrong in it.
    """
    return _parsed(_data(path), str(path))


def _data(path: Path) -> bytes:
    require_file(path, str(path))
    try:
        mode = path.stat().st_mode
        data = path.read_bytes()
    except OSError as error:
        raise ProjectError(f"{path}: the accounts cannot be read ({error.strerror}).") from None
    if os.name == "posix" and mode & 0o077:
        raise ProjectError(f"{path}: others on this machine can read it. Run `chmod 600 {path}`.")
    return data


def _parsed(data: bytes, shown: str) -> tuple[Account, ...]:
    problems = Problems()
    node = parse(textfile.decode(data, shown).text, shown, problems=problems)
    if node is None:
        raise input_error(Location(path=shown, line=1, column=1), "nothing is in it.", "Run `locmem accounts add`.")
    top = Fields(node, problems)
    accounts = [_account(Fields(item, problems)) for item in top.items("accounts", required=True)]
    top.finish()
    names = [one.person.name.casefold() for one in accounts]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.add(Location(path=shown, line=1, column=1), f"{name} is there twice.", "Remove one of the two.")
    problems.raise_all()
    return tuple(accounts)


def _account(fields: Fields) -> Account:
    name = fields.text("name", required=True).strip()
    if fault := unfit(name):
        fields.problems.add(fields.location, fault, "Write the name as the history is to show it.")
    role = fields.choice("role", Role, required=True) or Role.VIEWER
    password = fields.text("password")
    if password and not password.startswith("$argon2id$"):
        location = fields.location
        fields.problems.add(location, "the password is no hash of argon2id.", "Set it with `locmem accounts add`.")
    person = Person(name=name, role=role, locales=fields.texts("locales"))
    fields.finish()
    return Account(person=person, password=password)


def written(accounts: Sequence[Account]) -> str:
    """The file of these accounts."""
    lines = ["accounts:" if accounts else "accounts: []"]
    for one in sorted(accounts, key=lambda account: account.person.name.casefold()):
        lines += [f"  - name: {_quoted(one.person.name)}", f"    role: {one.person.role.value}"]
        if one.person.locales:
            lines.append(f"    locales: [{', '.join(map(_quoted, one.person.locales))}]")
        if one.password:
            lines.append(f"    password: {_quoted(one.password)}")
    return "\n".join(lines) + "\n"


def change_accounts(path: Path, change: Callable[[tuple[Account, ...]], Sequence[Account]]) -> None:
    """Write what `change` makes of the accounts there are; what another program wrote meanwhile counts.

    Nobody but the file's owner may read it.  Raises UsageError as `require_outside`, ProjectError and InputErrors as
    `read_accounts`, and ProjectError where it cannot be written.
    """
    require_outside(path)
    mask = os.umask(0o077)
    try:
        for _ in range(_TRIES):
            held = _data(path) if path.exists() else None
            after = written(change(_parsed(held, str(path)) if held is not None else ())).encode()
            with suppress(ChangedError):
                write_over(path, held, after)
                return
    finally:
        os.umask(mask)
    raise ProjectError(f"{path}: other programs write it again and again. Run the command again.")


def require_outside(path: Path) -> None:
    """Raises UsageError for a place in a clone, which would publish it; a link counts as what it leads to."""
    if any((folder / name).exists() for folder in path.resolve().parents for name in _CLONES):
        raise UsageError(f"{path} lies in a repository, which would publish it. Keep accounts outside of clones.")


def with_account(accounts: Sequence[Account], new: Account, *, keeps_password: bool = True) -> tuple[Account, ...]:
    """The accounts with another one, in place of its namesake.

    keeps_password: whether the old one's stays where the new one has none.
    """
    name = new.person.name.casefold()
    before = next((one for one in accounts if one.person.name.casefold() == name), None)
    if before and keeps_password and not new.password:
        new = replace(new, password=before.password)
    return (*(one for one in accounts if one is not before), new)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
