"""Remembering that pre-translation has nothing left to do, so that the next run need not ask the memory again.

What counts is everything the step reads: settings, sources, catalogs, committed TMX and which engines are ready.
The note lies under `.locmem/` and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import locmem
from locmem import textfile
from locmem.settings import FILE_NAME
from locmem.workspace.project import CACHE, Project
from locmem.workspace.remembering import FOLDER

NOTE = f"{CACHE}/settled"


def fingerprint(project: Project, files: Sequence[str], engines: Sequence[object]) -> str:
    """What stands for all that pre-translation depends on.

    files: documents and catalogs, from the project's folder.  engines: what is known of each.
    """
    digest = hashlib.sha256(f"{locmem.__version__}\0{engines!r}".encode())
    for path in (FILE_NAME, *files, *project.folder.files(f"{FOLDER}/*.tmx")):
        digest.update(f"\0{path}\0".encode())
        digest.update(project.folder.digest(path) or b"")
    return digest.hexdigest()


def is_settled(project: Project, print_: str) -> bool:
    """Whether a run ended with everything exactly as it is now."""
    return project.folder.peek(NOTE) == print_.encode()


def settle(project: Project, print_: str) -> None:
    """Note that a run ended so."""
    textfile.write_text(project.own(NOTE), print_)
