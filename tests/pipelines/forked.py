"""Commands in processes of their own, after what takes long to import was imported once."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.pipelines.shop import Shop

_PROGRAM = """
import json, os, sys
import sqlalchemy.dialects.sqlite
from locmem.cli.main import main
from locmem.memory import retrieval, writing
from locmem.pages import overview
from locmem.pipelines import accept, bring_back, check, publish, run, undo
folder, at_once, commands = json.load(sys.stdin)
children = {}
for number, words in enumerate(commands):
    child = os.fork()
    if not child:
        for stream in (1, 2):
            os.dup2(os.open(f"{folder}/{number}.{stream}", os.O_WRONLY | os.O_CREAT), stream)
        sys.argv = ["locmem", *words]
        try:
            main()
        except SystemExit as stop:
            sys.stdout.flush()
            os._exit(stop.code or 0)
        finally:
            os._exit(99)
    children[child] = number
    if not at_once:
        ended, status = os.wait()
        children[ended] = (number, status)
while True:
    try:
        ended, status = os.wait()
    except ChildProcessError:
        break
    children[ended] = (children[ended], status)
print(json.dumps(sorted([number, os.waitstatus_to_exitcode(status)] for number, status in children.values())))
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """A command that ended, with what it said."""

    words: tuple[str, ...]
    code: int
    out: str
    err: str


def forked(shop: Shop, commands: Sequence[Sequence[str]], *, at_once: bool = False, **environment: str) -> list[Ended]:
    """What came of commands run in the shop's folder, one after the other or all at once."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            input=json.dumps([folder, at_once, commands]),
            cwd=shop.root,
            env=shop.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        codes = [code for _, code in json.loads(done.stdout)]

        def said(number: int, stream: int) -> str:
            return Path(folder, f"{number}.{stream}").read_text("utf-8")

        return [
            Ended(words=tuple(words), code=codes[number], out=said(number, 1), err=said(number, 2))
            for number, words in enumerate(commands)
        ]
