"""The memory as a cache: whoever opens it here finds it filled, and never sees that it was missing or damaged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from locmem.workspace.project import Project

if TYPE_CHECKING:
    from locmem.memory.store import Memory
    from locmem.model.match import Entry


def remembered(project: Project) -> Memory:
    """The memory, filled from catalogs and committed TMX where it is new, and again wherever it is found damaged.

    Filling it raises InputErrors where a committed TMX cannot be read.
    """

    def made_of() -> Iterator[Entry]:
        # Half of a cold start would go into loading these, and most starts find the memory whole.
        from locmem.workspace.remembering import memory_entries
        from locmem.workspace.workspace import open_workspace

        return memory_entries(project, open_workspace(project))

    project.memory.made_of(made_of)
    return project.memory
