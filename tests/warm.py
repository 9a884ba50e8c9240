"""The `locmem` command in processes of its own, without its start: a server that has imported it forks for each call.

Most of what a short command takes is reading its modules.  Whoever tests the start itself runs the real program.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO

ADDRESS = "TESTS_WARM_LOCMEM"
"""Environment variable that tells a shell's `locmem` where its server listens."""

_SERVER = """
import gc, importlib, json, os, pkgutil, select, signal, socket, sys
import locmem
for found in pkgutil.walk_packages(locmem.__path__, "locmem."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
for name in sys.argv[2].split():
    importlib.import_module(name)
from locmem.cli.main import main
gc.collect()
gc.freeze()
listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen(64)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
print("ready", flush=True)
while True:
    ready, _, _ = select.select([listener, sys.stdin], [], [])
    if sys.stdin in ready:
        # Whoever started this is gone.
        break
    call, _ = listener.accept()
    if os.fork():
        call.close()
        continue
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    listener.close()
    data, streams, _, _ = socket.recv_fds(call, 1 << 20, 3)
    while not data.endswith(b"\\n"):
        data += call.recv(1 << 20)
    words, folder, environment = json.loads(data)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        how = {"errors": "backslashreplace", "buffering": 1} if name == "stderr" else {"errors": "surrogateescape"}
        setattr(sys, name, open(number, "w" if number else "r", encoding="utf-8", closefd=False, **how))
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))
    sys.argv = ["locmem", *words]
    code = 1
    try:
        main()
        code = 0
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                pass
        call.sendall(b"%d" % code)
        os._exit(code)
"""

_PROGRAM = f"""#!{sys.executable} -ISB
import json, os, socket, sys
call = socket.socket(socket.AF_UNIX)
call.connect(os.environ["{ADDRESS}"])
data = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode() + b"\\n"
sent = socket.send_fds(call, [data], [0, 1, 2])
call.sendall(data[sent:])
sys.exit(int(call.recv(16) or b"137"))
"""

_LIBRARIES = (
    "sqlalchemy.dialects.sqlite liquid2 markdown_it mdit_py_plugins.footnote mdit_py_plugins.deflist "
    "mdit_py_plugins.admon babel.numbers babel.dates rapidfuzz.distance msgspec regex rich.console rich.table "
    "phonenumbers stdnum holidays duty27_eu_vat eu_vat_rates_data"
)
"""What commands import only where they need it, and what takes long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A command that was begun."""

    words: tuple[str, ...]
    call: socket.socket
    out: IO[bytes]
    err: IO[bytes]

    def wait(self) -> subprocess.CompletedProcess[str]:
        """What came of it, once it is done; the code of one that was killed is 137."""
        with self.call, self.out, self.err:
            code = int(self.call.recv(16) or b"137")
            for stream in (self.out, self.err):
                stream.seek(0)
            return subprocess.CompletedProcess(
                self.words, code, stdout=self.out.read().decode(), stderr=self.err.read().decode()
            )


def begin(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Call:
    """Begins `locmem WORDS` in a folder, with nothing on its standard input."""
    # Whoever waits for the call closes them.
    out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()  # noqa: SIM115
    call = socket.socket(socket.AF_UNIX)
    call.connect(str(_address()))
    data = json.dumps([list(words), str(folder), dict(environment)]).encode() + b"\n"
    with Path(os.devnull).open("rb") as nothing:
        sent = socket.send_fds(call, [data], [nothing.fileno(), out.fileno(), err.fileno()])
    call.sendall(data[sent:])
    return Call(words=tuple(words), call=call, out=out, err=err)


def run(words: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """What came of `locmem WORDS` in a folder."""
    return begin(words, folder, environment).wait()


def environment() -> dict[str, str]:
    """The environment of a shell in which `locmem` is a command of the server."""
    return {**os.environ, ADDRESS: str(_address()), "PATH": f"{_program()}{os.pathsep}{os.environ['PATH']}"}


@cache
def _program() -> Path:
    folder = _folder() / "bin"
    folder.mkdir()
    (folder / "locmem").write_text(_PROGRAM, encoding="utf-8")
    (folder / "locmem").chmod(0o755)
    return folder


@cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="warm")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


@cache
def _address() -> Path:
    address = _folder() / "socket"
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER, str(address), _LIBRARIES],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    with server.stdout as said:
        assert said.readline() == "ready\n"
    # It ends where its standard input does.
    atexit.register(server.communicate)
    return address
