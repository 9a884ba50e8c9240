"""Whose connection it is."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from locmem.server.connections import is_strangers, owners_of

TABLE = """\
   0: 0100007F:223D 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 100 1 0 100 0 0 10 0
   1: 0100007F:A01E 0100007F:223D 01 00000000:00000000 00:00000000 00000000  1001        0 101 1 0 20 4 30 10 -1
   2: 0100007F:A020 0100007F:223D 05 00000000:00000000 00:00000000 00000000     0        0 0 1 0 20 4 30 10 -1
   0: 0000000000000000FFFF00000100007F:A022 0000000000000000FFFF00000100007F:223D 01 00000000:00000000 00:00000000 \
00000000  1002        0 103 1 0 20 4 30 10 -1
"""
SERVER = ("127.0.0.1", 0x223D)


@pytest.mark.skipif(sys.byteorder != "little", reason="the table is that of a machine of the usual order")
@pytest.mark.parametrize(
    ("port", "owners"),
    [(0xA01E, [1001]), (0xA020, [-1]), (0xA022, [1002]), (0xA024, [])],
    ids=["another user", "closed by its program", "written as IPv6", "not there"],
)
def test_the_table_tells_whose_a_connection_is(port: int, owners: list[int]) -> None:
    assert list(owners_of(TABLE.splitlines(), ("127.0.0.1", port), SERVER)) == owners


def test_what_is_no_address_is_nobodys() -> None:
    assert list(owners_of(TABLE.splitlines(), ("testclient", 50000), SERVER)) == []


def is_connection_strangers(user: int) -> bool:
    """Whether a connection counts as a stranger's that is made as that user."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        place, before = listening.getsockname(), os.geteuid()
        os.seteuid(user)
        try:
            asking = socket.socket()
        finally:
            os.seteuid(before)
        with asking:
            asking.connect(place)
            return is_strangers(asking.getsockname(), place)


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="this system tells nobody whose a connection is")
def test_ones_own_connection_is_no_strangers() -> None:
    assert not is_connection_strangers(os.getuid())


@pytest.mark.skipif(
    not Path("/proc/net/tcp").exists() or os.getuid() != 0, reason="only an administrator can be somebody else"
)
def test_another_users_connection_is_a_strangers() -> None:
    assert is_connection_strangers(65534)
