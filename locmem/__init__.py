"""Support content in every market's languages, true there, from a folder in git."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from locmem.memory.store import Memory, open_memory
    from locmem.workspace.project import Project, open_project

__version__ = "0.1.0"
__all__ = ["Memory", "Project", "__version__", "open_memory", "open_project"]

_HOMES = {
    "Memory": "locmem.memory.store",
    "open_memory": "locmem.memory.store",
    "Project": "locmem.workspace.project",
    "open_project": "locmem.workspace.project",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: `import locmem` alone loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'locmem' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
