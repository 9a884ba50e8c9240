"""What was found in the memory for some texts, and whether the memory would still say the same.

The memory of a large project changes with every confirmed sentence, and mostly says the same as before to nearly all
texts that wait.  So whatever was made of its matches is kept with the texts it was asked for, and with what stood for
all that it held.  Each change of the memory is kept, too, with the sources that came, went, or got another
translation; as long as none of them is near one of the texts, nothing new can be found for them.
"""

from __future__ import annotations

from typing import NamedTuple

from locmem.memory.changed_sources import MOST, Change, Sought, is_reached
from locmem.workspace.kept_answers import as_bytes, reader_of
from locmem.workspace.project import Project

_CHANGES = "memory-changes"
"""The name of the kept changes; each lies under what stood for the memory before it."""


class Leaning(NamedTuple):
    """What was made of the memory's matches for some texts.

    stamp: what stood for all that the memory held, see `Memory.stamp`.
    """

    stamp: bytes
    texts: tuple[Sought, ...]
    answer: bytes = b""


class _After(NamedTuple):
    """What stands for the memory after a change, and its sources as of `Change`."""

    stamp: bytes
    sources: tuple[Sought, ...] | None


def keep_change(project: Project, change: Change) -> None:
    """Keep what became of the memory."""
    if change.before != change.after:
        project.answers.put(_CHANGES, change.before, as_bytes(_After(change.after, change.sources)))


class MemoryNow:
    """The memory as it is now.  stamp: what stands for all that it holds."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._since: dict[bytes, tuple[Sought, ...] | None] = {}
        self.stamp = project.memory.stamp()

    def recall(self, question: str, key: bytes) -> Leaning | None:
        """What was kept under a key, None where there is nothing or the memory may say something else by now."""
        kept = self._project.answers.get(question, key)
        leaning = reader_of(Leaning)(kept) if kept is not None else None
        if leaning is None or not self.says_the_same(leaning):
            return None
        if leaning.stamp != self.stamp:
            # The way from there to here need not be gone once more.
            leaning = leaning._replace(stamp=self.stamp)
            self.keep(question, key, leaning)
        return leaning

    def keep(self, question: str, key: bytes, leaning: Leaning) -> None:
        """Keep what was made of the memory's matches."""
        self._project.answers.put(question, key, as_bytes(leaning))

    def says_the_same(self, leaning: Leaning) -> bool:
        """Whether nothing changed since that is near one of the texts."""
        changed = self._changed_since(leaning.stamp)
        return changed is not None and not is_reached(leaning.texts, changed, self._project.settings.floor)

    def _changed_since(self, stamp: bytes) -> tuple[Sought, ...] | None:
        """The sources that changed since the memory was as this says; None where nobody knows, or they are too many."""
        if stamp not in self._since:
            self._since[stamp] = self._found(stamp)
        return self._since[stamp]

    def _found(self, stamp: bytes) -> tuple[Sought, ...] | None:
        found: dict[Sought, None] = {}
        seen = {stamp}
        while stamp != self.stamp:
            kept = self._project.answers.get(_CHANGES, stamp)
            after = reader_of(_After)(kept) if kept is not None else _After(b"", None)
            if after.sources is None or after.stamp in seen:
                return None
            seen.add(after.stamp)
            found.update(dict.fromkeys(after.sources))
            stamp = after.stamp
        return tuple(found) if len(found) <= MOST else None
