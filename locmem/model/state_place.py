"""Where the state database lies: a file of the project, or a database that several share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from locmem.ownfiles import is_version_control

STATE_FILE = "locmem.db"
"""The file, from the project's folder, where the settings name none."""

_URL = re.compile(r"([A-Za-z][\w+.-]*):(//.*)", re.DOTALL)
_SHARED = re.compile(r"postgresql(\+[a-z][a-z0-9]*)?")
_ADDRESS = re.compile(r"[^:]+://([^/@?#:]*(:[^/@?#:]*)?@)?[^/@?#]*(/[^@?#]*)?(\?[^@#]*)?")
"""An address that can be read in one way only: readers differ where a password holds one of these characters."""

_PRINTABLE = re.compile(r"[!-~]{1,1000}")
_PASSWORD = re.compile(r"(?<=//)([^/?#]*?):([^/?#]*)(?=@)")
_SECRET = re.compile(r"(?i)([?&][^=&]*(?:password|passwd|pwd)=)([^&]*)")
_NOT_KEPT = (".locmem", "dist")


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePlace:
    """A state database.

    file: its path from the project's folder; empty for a shared one.
    address: the SQLAlchemy URL of a shared one, as the settings write it; empty for a file.
    told_at: the place in the settings that says so (`locmem.yaml:9:11`); empty where they say nothing.
    """

    file: str = STATE_FILE
    address: str = ""
    told_at: str = ""

    @property
    def shown(self) -> str:
        """The address for messages and lists: passwords are written as ***."""
        return shown_address(self.address)


def shown_address(address: str) -> str:
    """An address with passwords written as ***, in front of the host and in the query."""
    hidden = _PASSWORD.sub(r"\1:***", address)
    return _SECRET.sub(r"\1***", hidden)


def state_place(text: str, told_at: str = "") -> StatePlace:
    """What `database:` of the settings means: a path, `sqlite:///path`, or the URL of a PostgreSQL database.

    Raises ValueError, without repeating a password, for a path that leaves the project and for any other URL.
    """
    url = _URL.fullmatch(text)
    if url is None:
        return StatePlace(file=_file(text), told_at=told_at)
    scheme, rest = url[1], url[2]
    if scheme == "sqlite":
        # `sqlite://` alone lives in memory, and a query can name another file, a library to load and more.
        if not rest.startswith("///") or "?" in rest or "#" in rest:
            raise ValueError("an SQLite database of the project is written as its path, such as state/history.db")
        return StatePlace(file=_file(rest[3:]), told_at=told_at)
    if not _SHARED.fullmatch(scheme):
        raise ValueError(f"{scheme!r} is no database locmem knows; it takes a path in the project, or postgresql://…")
    if not _PRINTABLE.fullmatch(text):
        raise ValueError("the address has blanks or characters outside ASCII; write them as %20 and the like")
    if not _ADDRESS.fullmatch(text):
        raise ValueError(
            "the address can be read in several ways; write @ : / ? # of a name or password as %40 and so on"
        )
    return StatePlace(file="", address=text, told_at=told_at)


def _file(text: str) -> str:
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or text.startswith("~") or "\\" in text:
        raise ValueError(f"{text!r} does not lie in the project's folder")
    if not path.parts or not text.isprintable() or ":" in text:
        raise ValueError(f"{text!r} is not the name of a file; write a path such as state/history.db")
    if path.parts[0].casefold() in _NOT_KEPT or is_version_control(text):
        raise ValueError(f"{text!r} lies in a folder that is for other things; write a path such as state/history.db")
    return path.as_posix()
