"""What people changed in drafts, as the history has it: what routing and the queue go by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from locmem.history.work import Work
from locmem.memory.bands import band_of
from locmem.model.match import Band
from locmem.postedit.effort import REPRESENTATION, Edited, Figures, Share, edited, figures, share_of
from locmem.workspace.kept_answers import as_bytes, key_of, reader_of
from locmem.workspace.project import Project

_EFFORT = "effort"
"""The name under which it is kept how far a draft is from the text confirmed."""


def recorded(project: Project) -> tuple[Work, ...]:
    """What is recorded of the project's work, oldest first; nothing where there is no history yet."""
    return project.journal.work() if project.has_state else ()


def edits_of(project: Project, works: Iterable[Work]) -> tuple[Edited, ...]:
    """The drafts among the records that people confirmed or corrected; their figures are kept."""
    read = reader_of(Figures)

    def figures_of(work: Work) -> Figures:
        key = key_of(REPRESENTATION, work.draft, work.final, work.locale)
        kept = project.answers.get(_EFFORT, key)
        if kept is not None:
            return read(kept)
        found = figures(work.draft or "", work.final, work.locale)
        project.answers.put(_EFFORT, key, as_bytes(found))
        return found

    found = edited(works, figures_of)
    project.keep_answers()
    return found


class MeasuredDrafts:
    """What people changed in drafts of engines and of the memory, found out when it is first asked for."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._shares: dict[tuple[str, str], Share | None] = {}

    def of_engine(self, engine: str, locale: str) -> Share | None:
        """What is changed of an engine's drafts in a locale, however few they are; None where none came back."""
        return self._share((f"mt:{engine}", locale))

    def of_matches(self, locale: str, percent: int) -> Share | None:
        """The same of matches of the memory in the band of a percent."""
        return self._share((f"tm {band_of(percent).value}", locale))

    def _share(self, key: tuple[str, str]) -> Share | None:
        if key not in self._shares:
            maker, locale = key
            # An engine with several models is measured over all of them where none is named.
            of_these = (
                values
                for (one, tag), values in self._values.items()
                if tag == locale and (one == maker or one.startswith(f"{maker}/"))
            )
            values = [value for group in of_these for value in group]
            self._shares[key] = share_of(values) if values else None
        return self._shares[key]

    @cached_property
    def _values(self) -> dict[tuple[str, str], list[float]]:
        """Changed shares of characters, by who made the draft and its locale; what nobody can have read is left out."""
        found: dict[tuple[str, str], list[float]] = {}
        for one in edits_of(self._project, recorded(self._project)):
            if not one.is_unread:
                found.setdefault((_maker(one.work), one.work.locale), []).append(one.figures.characters)
        return found


def _maker(work: Work) -> str:
    """`mt:apertium`, or for the memory `tm` and the band."""
    if work.origin.partition(":")[0] != "tm":
        return work.origin
    return f"tm {band_of(work.percent).value if work.percent else Band.NEW.value}"
