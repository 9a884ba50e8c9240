"""PO files as the programs that translators use lay them out, and every way to cut one off."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial

import polib
import pytest
from translate.storage import pypo


def gettext(*command: str, data: bytes) -> bytes:
    """What a program of gettext makes of a file; where it is missing the test is skipped, but never in CI."""
    if shutil.which(command[0]) is None and os.environ.get("CI") != "true":
        pytest.skip("gettext is not installed (apt-get install gettext)")
    return subprocess.run([*command, "-"], input=data, check=True, capture_output=True).stdout


def _polib(width: int, data: bytes) -> bytes:
    file = polib.pofile(data.decode(), wrapwidth=width)
    return str(file).encode()


def _toolkit(data: bytes) -> bytes:
    store = pypo.pofile.parsestring(data)  # type: ignore[no-untyped-call]
    for unit in store.units:
        # Only what is set anew is laid out anew.
        unit.target = str(unit.target) + " "
        unit.target = str(unit.target)[:-1]
    return bytes(store)


def _omegat(data: bytes) -> bytes:
    """As OmegaT's filter writes: the target anew, begun beside its keyword and broken after each newline in it."""
    text = gettext("msgcat", "--no-wrap", data=data).decode()
    return text.replace('msgstr ""\n"', 'msgstr "').encode()


LAYOUTS: dict[str, Callable[[bytes], bytes]] = {
    "ours": bytes,
    "msgcat": lambda data: gettext("msgcat", data=data),
    "msgcat 40": lambda data: gettext("msgcat", "--width=40", data=data),
    "msgcat 10": lambda data: gettext("msgcat", "--width=10", data=data),
    "msgcat no wrap": lambda data: gettext("msgcat", "--no-wrap", data=data),
    "msgcat sorted": lambda data: gettext("msgcat", "--sort-output", "--strict", data=data),
    "msgattrib no obsolete": lambda data: gettext("msgattrib", "--no-obsolete", "--width=60", data=data),
    "polib 78": partial(_polib, 78),
    "polib 40": partial(_polib, 40),
    "translate-toolkit": _toolkit,
    "omegat": _omegat,
    "carriage returns": lambda data: data.replace(b"\n", b"\r\n"),
    "msgcat 40, carriage returns": lambda data: gettext("msgcat", "--width=40", data=data).replace(b"\n", b"\r\n"),
    "msgcat, utf-16": lambda data: gettext("msgcat", data=data).decode().encode("utf-16"),
}
"""What each program makes of a file."""


def cuts(data: bytes) -> Iterator[bytes]:
    """The file cut off at every byte."""
    return (data[:length] for length in range(len(data)))
