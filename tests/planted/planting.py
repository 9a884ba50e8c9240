"""Plants faults in copies of the clean help centre, several at once where they touch different documents."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from locmem.catalogs.files import header_date, write_catalog
from locmem.clock import FixedClock
from locmem.model.translation import HUMAN, CatalogEntry, State
from locmem.pipelines.run import run_pipeline
from locmem.values.locales import plural_header
from locmem.workspace.project import Project, open_project
from locmem.workspace.workspace import open_workspace
from tests.planted.faults import BASE, Fault

MOMENT = datetime(2026, 11, 27, 12, tzinfo=UTC)
"""The day on which everything in the help centre is true."""

_SHORTEST = 3
"""Fewer characters than this stand in a translation by chance."""


def project(root: Path) -> Project:
    """The help centre in a folder, on its day."""
    return open_project(root, FixedClock(MOMENT))


def copy_base(place: Path, base: Path = BASE) -> Path:
    """A copy of the clean help centre in a folder that is not there yet."""
    shutil.copytree(base, place)
    return place


def groups(faults: Sequence[Fault]) -> tuple[tuple[Fault, ...], ...]:
    """The faults in as few groups as need be: no two of a group touch one document, some are alone."""
    alone: list[tuple[Fault, ...]] = []
    shared: list[list[Fault]] = []
    for fault in faults:
        if fault.is_alone:
            alone.append((fault,))
            continue
        free = (group for group in shared if all(other.document != fault.document for other in group))
        group = next(free, None)
        if group is None:
            shared.append([fault])
        else:
            group.append(fault)
    return (*map(tuple, shared), *alone)


def plant(root: Path, faults: Sequence[Fault]) -> None:
    """The faults put into a copy of the help centre.

    Edited sources are synced, and their translations confirmed again, so that the only thing wrong is the fault; the
    same is done for edited catalogs, without a sync, which would mend some.  What is `as_is` is left as it was put.
    """
    sources = [fault for fault in faults if fault.is_in_source and not fault.as_is]
    for fault in sources:
        put(root, fault)
    if sources:
        run_pipeline(project(root), Path("sync"))
        _confirm(root, sources)
    others = [fault for fault in faults if fault not in sources]
    for fault in others:
        put(root, fault)
    if edited := [fault for fault in others if fault.document and not fault.is_in_source and not fault.as_is]:
        _confirm(root, edited)


def put(root: Path, fault: Fault) -> None:
    """One fault written into the files.  Raises AssertionError where what it looks for does not stand there once."""
    if fault.remove:
        (root / fault.remove).unlink()
    elif fault.rename:
        (root / fault.rename).rename(root / fault.to)
    elif fault.add:
        (root / fault.add).write_text(fault.text, encoding="utf-8")
    else:
        file = root / fault.file
        text = file.read_bytes().decode()
        assert text.count(fault.find) == 1, f"{fault.id}: {fault.find!r} stands {text.count(fault.find)} times"
        file.write_bytes(text.replace(fault.find, fault.put).encode())


def _confirm(root: Path, faults: Sequence[Fault]) -> None:
    """Every target of the documents reviewed again as it stands, stale ones with what the fault says of them."""
    by_document = {fault.document: fault for fault in faults}
    opened = project(root)
    for locale in opened.settings.locales:
        for pair in open_workspace(opened).pairs_of(locale):
            fault = by_document.get(pair.source.path)
            if fault is None or (fault.locale and fault.locale != locale):
                continue
            entries = tuple(_reviewed(entry, fault, locale) for entry in pair.catalog.entries)
            if entries != pair.catalog.entries:
                catalog = replace(pair.catalog, entries=entries, revised=header_date(MOMENT))
                data = write_catalog(catalog, project=opened.settings.name, plural_forms=plural_header(catalog.locale))
                (root / pair.path).write_bytes(data)


def _reviewed(entry: CatalogEntry, fault: Fault, locale: str) -> CatalogEntry:
    target = entry.target
    if fault.is_in_source and (entry.is_stale or not target):
        target = fault.targets.get(locale) or _with_edit(target, fault)
    if not target or (entry.state is State.REVIEWED and not entry.is_stale and target == entry.target):
        return entry
    return entry.with_target(target, State.REVIEWED, HUMAN)


def _with_edit(target: str, fault: Fault) -> str:
    """A target with the edit of its source, where it has the same words: an address, a placeholder, a number."""
    if fault.find in target:
        return target.replace(fault.find, fault.put)
    start = _alike(fault.find, fault.put)
    end = _alike(fault.find[start:][::-1], fault.put[start:][::-1])
    old, new = fault.find[start : len(fault.find) - end], fault.put[start : len(fault.put) - end]
    return target.replace(old, new) if len(old) >= _SHORTEST and target.count(old) == 1 else target


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))


def line_numbers(root: Path, path: str, text: str) -> Iterator[int]:
    """The lines of a file that read so, from 1."""
    file = root / path
    if file.is_file():
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").split("\n"), start=1):
            if line == text:
                yield number
