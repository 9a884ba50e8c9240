"""What killed writers left in a project, removed when the next command that writes begins."""

from __future__ import annotations

from locmem import textfile
from locmem.catalogs.pairs import CONTENT
from locmem.database import put_away_journal
from locmem.exchange.manifest import FOLDER as HANDOFFS
from locmem.workspace.approval_files import APPROVALS
from locmem.workspace.project import CACHE, DIST, MARKETS, MEMORY_FILE, Project

_FOLDERS = (CONTENT, MARKETS, APPROVALS, HANDOFFS, DIST, CACHE)


def sweep(project: Project) -> None:
    """Remove the temporary files of killed writers from the folders that locmem writes to, and journals of databases.

    Call it under the project's lock, after `recover`.  A folder elsewhere that was named with --to is swept by the
    next command that writes to it.
    """
    textfile.sweep(project.root, deep=False)
    for name in _FOLDERS:
        textfile.sweep(project.root / name)
    state = project.settings.database.file
    if state and project.has_state and (project.root / f"{state}-journal").exists():
        put_away_journal(project.database)
    if project.has_memory and (project.root / f"{MEMORY_FILE}-journal").exists():
        project.memory.put_away_journal()
