"""Which files a finding concerns, and which documents among some files are not finished in which locales."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from locmem.catalogs.files import FOLDER, catalog_path, place_of
from locmem.catalogs.pairs import CONTENT
from locmem.checks.completeness import INCOMPLETE
from locmem.checks.staleness import STALE
from locmem.model.finding import Finding
from locmem.model.wording import counted, listed

_MOST = 3
"""How many documents are named; of more it is only said how many they are."""


def document_of(finding: Finding) -> str:
    """The path under the content folder of the document that a finding is about, or the path of another file."""
    place = finding.location
    if document := place.key.partition("#")[0]:
        return document
    path = place.path.removeprefix(f"{CONTENT}/")
    return place_of(path)[1] if path.startswith(f"{FOLDER}/") else path


def files_of(finding: Finding) -> tuple[str, ...]:
    """The files by which people ask for a finding: its own, its document's, and of a translation its catalog's."""
    path, document = finding.location.path, document_of(finding)
    if document == path:
        return (path,)
    catalog = (f"{CONTENT}/{catalog_path(finding.locale, document)}",) if finding.locale else ()
    return tuple(dict.fromkeys((path, f"{CONTENT}/{document}", *catalog)))


def is_in(files: Collection[str], paths: Collection[str]) -> bool:
    """Whether one of `files` is among these files or folders, named from the project's or its content folder."""
    wanted = [path.removeprefix("./").rstrip("/") for path in paths]
    wanted += [f"{CONTENT}/{path}" for path in wanted]
    return any(file == path or path == "." or file.startswith(f"{path}/") for path in wanted for file in files)


def unfinished_in(findings: Iterable[Finding], paths: Collection[str]) -> str:
    """Which documents are not finished in which locales, in a sentence; empty where all are.

    Who names a file asks whether it is done, and the change gate passes what its author need not mend.
    """
    locales: dict[str, set[str]] = {}
    for finding in findings:
        if finding.check in (INCOMPLETE, STALE) and is_in(files_of(finding), paths):
            locales.setdefault(document_of(finding), set()).add(finding.locale)
    if not locales:
        return ""
    if len(locales) > _MOST:
        found = sorted(set().union(*locales.values()))
        return f"Not finished yet: {counted(len(locales), 'document')}, in {listed(tuple(found))}."
    told = (f"{CONTENT}/{name} in {listed(tuple(sorted(some)))}" for name, some in sorted(locales.items()))
    return f"Not finished yet: {'; '.join(told)}."
