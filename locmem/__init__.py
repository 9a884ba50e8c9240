"""Support content in every market's languages, true there, from a folder in git."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from locmem.errors import LocmemError
    from locmem.memory.store import Memory, open_memory
    from locmem.memory.text_entries import entry_of
    from locmem.model.match import Entry, Match, Trust
    from locmem.scripting import Project, open_project

__version__ = "0.1.0"
__all__ = [
    "Entry",
    "LocmemError",
    "Match",
    "Memory",
    "Project",
    "Trust",
    "__version__",
    "entry_of",
    "open_memory",
    "open_project",
]

_HOMES = {
    "Entry": "locmem.model.match",
    "LocmemError": "locmem.errors",
    "Match": "locmem.model.match",
    "Memory": "locmem.memory.store",
    "Project": "locmem.scripting",
    "Trust": "locmem.model.match",
    "entry_of": "locmem.memory.text_entries",
    "open_memory": "locmem.memory.store",
    "open_project": "locmem.scripting",
}


def __getattr__(name: str) -> Any:
    """The public names, imported when first asked for: `import locmem` alone loads nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'locmem' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
