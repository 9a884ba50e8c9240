"""Where entries stand in the files of catalogs and what would stand there: what reports lead people to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from locmem import textfile
from locmem.catalogs.target_edits import contexts, target_edit
from locmem.errors import InputErrors
from locmem.model.finding import Finding, Fix, Rewording, fix_in
from locmem.workspace.project import Project

_HEADER = 4_000
"""Characters in which a catalog's header says its charset."""


def with_lines(project: Project, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those in catalogs with the line on which their entry begins, as far as it is found there, and those
    whose target can be mended with the fix of the file.

    A catalog keeps no lines itself, as whoever saves it moves them; each one with findings is looked through once.
    """
    known: dict[str, CatalogText] = {}
    for finding in findings:
        place = finding.location
        occurrence = finding.begins or place.key.partition("#")[2]
        if place.line or not occurrence or not place.path.endswith(".po"):
            yield finding
            continue
        if place.path not in known:
            known[place.path] = CatalogText(project, place.path)
        file = known[place.path]
        yield replace(
            finding,
            location=replace(place, line=file.line_of(occurrence)),
            fix=file.fix(occurrence, finding.mended) if finding.mended else None,
            mended=None,
        )


class CatalogText:
    """The text of a catalog's file with the places of its entries; empty for a file that cannot be read."""

    def __init__(self, project: Project, path: str) -> None:
        try:
            self.file = textfile.decode(project.folder.read(path) or b"", path)
        except InputErrors:
            self.file = textfile.TextFile(text="")
        self._places = contexts(self.file.text)
        # In another charset the signs of a language may have no place, and columns in bytes are others.
        self._is_utf8 = self.file.encoding == "utf-8" and "charset=utf-8" in self.file.text[:_HEADER].casefold()
        self._lines: dict[str, int] = {}
        line, position = 1, 0
        for occurrence, place in sorted(self._places.items(), key=lambda one: one[1]):
            line += self.file.text.count("\n", position, place)
            position = place
            self._lines[occurrence] = line

    def line_of(self, occurrence: str) -> int:
        """The line of an entry's `msgctxt`, from 1; 0 where it is not found."""
        return self._lines.get(occurrence, 0)

    def fix(self, occurrence: str, mended: Rewording) -> Fix | None:
        """What is to be written for another target; None where the entry is not found, or says something else."""
        if occurrence not in self._places or not self._is_utf8:
            return None
        edit = target_edit(self.file.text, self._places[occurrence], mended.old, mended.new)
        return fix_in(self.file.text, edit.start, edit.end, edit.text) if edit else None
