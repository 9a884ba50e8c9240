"""Where translations stand in the files of catalogs and what would stand there: what reports lead people to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from locmem import textfile
from locmem.catalogs.target_edits import comments_start, contexts, target_edit, target_signs, target_start
from locmem.checks.written_exceptions import Written
from locmem.errors import InputErrors
from locmem.model.finding import Finding, Fix, Rewording, fix_in
from locmem.model.translation import MEANT
from locmem.model.wording import changed_part
from locmem.workspace.project import Project

_LINE_END = re.compile("\n")
_QUOTED = re.compile(r"“([^”]+)”")
_FUZZY = re.compile(r"^#,.*\bfuzzy\b", re.MULTILINE)
_HEADER = 4_000
"""Characters in which a catalog's header says its charset."""


def with_lines(project: Project, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those in catalogs with the line on which people see what is found, as far as it is found there, and
    those whose target can be mended with the fix of the file.

    That is the line of the translation: it is the one that a change touched.  A catalog keeps no lines itself, as
    whoever saves it moves them; each one with findings is looked through once.
    """
    files = _Files(project)
    for finding in findings:
        place = finding.location
        occurrence = finding.begins or place.key.partition("#")[2]
        if place.line or not occurrence or not place.path.endswith(".po"):
            yield finding
            continue
        file = files.of(place.path)
        line = file.state_line(occurrence) if finding.begins else file.target_line(occurrence, finding)
        yield replace(
            finding,
            location=replace(place, line=line),
            fix=file.fix(occurrence, finding.mended) if finding.mended else None,
            mended=None,
        )


def exceptions_with_lines(project: Project, written: Iterable[Written]) -> Iterator[Written]:
    """The exceptions that people wrote, those in catalogs with the line of their comment."""
    files = _Files(project)
    for one in written:
        place = one.remark.location
        if not place.line and one.occurrence and place.path.endswith(".po"):
            line = files.of(place.path).comment_line(place.key.partition("#")[2], one.remark.text)
            one = replace(one, remark=replace(one.remark, location=replace(place, line=line)))
        yield one


class _Files:
    """The texts of catalogs, each read once."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._known: dict[str, CatalogText] = {}

    def of(self, path: str) -> CatalogText:
        """The text of a catalog."""
        if path not in self._known:
            self._known[path] = CatalogText(self._project, path)
        return self._known[path]


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
        self._ends = [found.start() for found in _LINE_END.finditer(self.file.text)]

    def target_line(self, occurrence: str, finding: Finding | None = None) -> int:
        """The line of an entry's `msgstr`, from 1; 0 where it is not found.

        finding: of a translation over several lines the one that is meant, where it says in quotes, or by its remedy,
        what it is about.
        """
        if occurrence not in self._places:
            return 0
        text, place = self.file.text, self._places[occurrence]
        first = self._line_at(target_start(text, place))
        signs = target_signs(text, place) if finding else []
        if finding is None or not signs or self._line_at(signs[-1].start) == first:
            return first
        words = "".join(sign.text for sign in signs)
        if finding.mended:
            at = changed_part(finding.mended.old, finding.mended.new)[0]
            return self._line_at(signs[min(at, len(signs) - 1)].start)
        is_plain = len(words) == len(signs)
        quoted = (said for said in _QUOTED.findall(finding.what) if is_plain and words.count(said) == 1)
        meant = next((words.index(said) for said in quoted), 0)
        # Where nothing is said of the place, a translation begins on the line of its first word.
        return self._line_at(signs[meant].start)

    def state_line(self, occurrence: str) -> int:
        """The line that says an entry is a draft, and that of its `msgstr` where none does; 0 where it is not found."""
        return self._comment(occurrence, _FUZZY) or self.target_line(occurrence)

    def comment_line(self, occurrence: str, said: str) -> int:
        """The line above an entry on which an exception says this, from 1; that of its `msgstr` without one."""
        words = said.split(maxsplit=1)[:1]
        first = re.compile(rf"^#.*{MEANT}\s+{re.escape(words[0])}" if words else rf"^#.*{MEANT}", re.MULTILINE)
        return self._comment(occurrence, first) or self.target_line(occurrence)

    def _comment(self, occurrence: str, wanted: re.Pattern[str]) -> int:
        if occurrence not in self._places:
            return 0
        text, place = self.file.text, self._places[occurrence]
        found = wanted.search(text, comments_start(text, place), place)
        return self._line_at(found.start()) if found else 0

    def _line_at(self, place: int) -> int:
        return bisect_left(self._ends, place) + 1

    def fix(self, occurrence: str, mended: Rewording) -> Fix | None:
        """What is to be written for another target; None where the entry is not found, or says something else."""
        if occurrence not in self._places or not self._is_utf8:
            return None
        edit = target_edit(self.file.text, self._places[occurrence], mended.old, mended.new)
        return fix_in(self.file.text, edit.start, edit.end, edit.text) if edit else None
