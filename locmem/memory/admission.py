"""What may enter the memory, and what became of entries that were to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from locmem.inline.compare import MAY_BE_MEANT, code_problems
from locmem.model.match import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A pair that did not enter, as it stands in a file, and why.

    line: of its unit in the file, 0 where it did not come from one.
    """

    source_text: str
    target_text: str
    locale: str
    why: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AddResult:
    """What became of the entries given; `given` is the sum of all but `removed`.

    updated: stored before with other provenance or another spelling of codes.
    unchanged: stored before exactly so, given twice, or imported where a person has confirmed the same pair.
    removed: entries that were stored and were not given, when all were replaced.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[Rejected, ...] = ()
    removed: int = 0

    @property
    def given(self) -> int:
        """How many entries were given."""
        return self.added + self.updated + self.unchanged + len(self.rejected)


def objection(entry: Entry) -> str:
    """Why `entry` may not enter the memory, one sentence; empty when it may."""
    if not entry.source.native.strip():
        return "The source is empty."
    if not entry.target.native.strip():
        return "The target is empty."
    if not entry.source.codes and not entry.target.codes:
        return ""
    problems = code_problems(entry.source, entry.target)
    return " ".join(problem.what for problem in problems if problem.kind not in MAY_BE_MEANT)


def admitted(entries: Iterable[Entry | Rejected], rejected: list[Rejected]) -> Iterator[Entry]:
    """The entries that may enter; the others, and what was rejected before, are put on the list."""
    for entry in entries:
        if isinstance(entry, Rejected):
            rejected.append(entry)
            continue
        why = objection(entry)
        if not why:
            yield entry
            continue
        rejected.append(
            Rejected(source_text=entry.source.native, target_text=entry.target.native, locale=entry.locale, why=why)
        )
