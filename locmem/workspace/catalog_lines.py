"""The lines of catalogs on which entries stand: what reports lead people and platforms to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from locmem import textfile
from locmem.errors import InputErrors
from locmem.model.finding import Finding
from locmem.workspace.project import Project

_CONTEXT = re.compile(r'^msgctxt[ \t]+".*#(?P<occurrence>[^"#\n]+)"[ \t\r]*$', re.MULTILINE)


def with_lines(project: Project, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, those in catalogs with the line on which their entry begins, as far as it is found there.

    A catalog keeps no lines itself, as whoever saves it moves them; each one with findings is looked through once.
    """
    known: dict[str, Mapping[str, int]] = {}
    for finding in findings:
        place = finding.location
        occurrence = finding.begins or place.key.partition("#")[2]
        if place.line or not occurrence or not place.path.endswith(".po"):
            yield finding
            continue
        if place.path not in known:
            known[place.path] = _lines(project, place.path)
        yield replace(finding, location=replace(place, line=known[place.path].get(occurrence, 0)))


def _lines(project: Project, path: str) -> Mapping[str, int]:
    """The line of each occurrence's `msgctxt`, from 1; none of a file that cannot be read."""
    try:
        text = textfile.decode(project.folder.read(path) or b"", path).text
    except InputErrors:
        return {}
    lines: dict[str, int] = {}
    line, position = 1, 0
    for found in _CONTEXT.finditer(text):
        line += text.count("\n", position, found.start())
        position = found.start()
        lines.setdefault(found["occurrence"], line)
    return lines
