"""Whose connection it is, on a machine that several people use: Linux tells the user of each socket.

The table is that of proc(5): `/proc/net/tcp`, and `/proc/net/tcp6` for programs that write the same address as
`::ffff:127.0.0.1`.  Other systems tell nobody but their administrator.
"""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

_TABLES = ("/proc/net/tcp", "/proc/net/tcp6")
_MAPPED = "0000000000000000FFFF0000"
_LOCAL, _REMOTE, _USER, _INODE = 1, 2, 7, 9

Address = tuple[str, int]


def is_strangers(client: Address, server: Address) -> bool:
    """Whether a connection from `client` is that of another user of this machine, administrators apart.

    False where nobody can tell.
    """
    owners = set(owners_of(_lines(), client, server))
    return bool(owners) and not owners & {os.getuid(), 0} if hasattr(os, "getuid") else False


def owners_of(lines: Iterable[str], client: Address, server: Address) -> Iterator[int]:
    """The users whose sockets lead from `client` to `server`, by number; -1 for one that its program has closed."""
    try:
        local, remote = _written(client), _written(server)
    except OSError:
        return
    for line in lines:
        parts = line.split()
        if len(parts) > _INODE and (_plain(parts[_LOCAL]), _plain(parts[_REMOTE])) == (local, remote):
            # A socket that nobody holds any more counts as the administrator's in this table.
            yield int(parts[_USER]) if parts[_INODE] != "0" else -1


def _lines(tables: Sequence[str] = _TABLES) -> Iterator[str]:
    for table in tables:
        try:
            yield from Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue


def _written(address: Address) -> str:
    """An address of four numbers and its port, as the table writes them: the bytes as this machine keeps a number."""
    number = int.from_bytes(socket.inet_aton(address[0]), sys.byteorder)
    return f"{number:08X}:{address[1]:04X}"


def _plain(written: str) -> str:
    return written.removeprefix(_MAPPED)
