"""Files cut off at every byte: what is still taken from them, as every program that translators use lays them out.

A text counts as half where it was taken as finished and differs from what the whole file says.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from locmem.catalogs.files import read_catalog, write_catalog
from locmem.catalogs.pairs import Pair
from locmem.errors import InputErrors
from locmem.exchange.decision import Outcome, Present
from locmem.exchange.identity import identified
from locmem.exchange.incoming import read_return
from locmem.exchange.intake import decide
from locmem.exchange.manifest import Manifest, read_manifest, write_manifest
from locmem.exchange.outgoing import Outgoing
from locmem.exchange.outgoing_tables import write_csv, write_xlsx
from locmem.exchange.po_files import write_po
from locmem.exchange.sent import sent_units
from locmem.exchange.xliff_files import write_xliff, write_xliff2
from locmem.formats import po
from locmem.memory.tmx_entries import read_entries, units
from locmem.model.match import Entry, Trust
from locmem.model.translation import State
from locmem.values.locales import plural_header
from locmem.workspace.project import open_project
from locmem.workspace.workspace import open_workspace
from tests.benchmarks.rows import ROOT
from tests.exchange.spreadsheet import closed, opened
from tests.formats.layouts import LAYOUTS
from tests.trust.family import Control, Size, Tried
from tests.trust.returns.po_rewrites import REWRITES as PO_REWRITES
from tests.trust.returns.table_rewrites import CSV_REWRITES
from tests.trust.returns.table_work import filled_in
from tests.trust.returns.xliff_rewrites import XLIFF2_REWRITES, XLIFF_REWRITES

NAME = "Cut files"
PROMISE = "Of a file that is cut anywhere, as any program laid it out, no half text is taken."

_DAY = date(2026, 11, 21)
_HANDOFF = "2026-11-21-es-1-abcde"
_ADDED = " Pulse el botón durante tres segundos, espere a que se encienda la luz verde y suéltelo después."
"""What a translator adds to each text, so that nothing we noted of it proves that it is whole."""
_TAKEN = (Outcome.ACCEPTED, Outcome.OUTDATED, Outcome.ORPHANED)
_FILES = (
    ("macros/voucher-or-transfer-pending.yaml", "de"),
    ("macros/refund-confirmed.yaml", "de"),
    ("macros/voucher-or-transfer-pending.yaml", "ja"),
    ("articles/tax-in-prices.md", "ja"),
)


_XML_LAYOUTS = ("as it was", "segments marked", "UTF-16", "translate-toolkit")
"""The rewrites of XLIFF whose results are cut."""


_CSV_LAYOUTS = (
    "as it was",
    "the fewest",
    "alone",
    "Excel's Unicode text",
    "translation behind the proof",
    "key first",
    "Proof",
    "columns of programs dropped",
    "all but source and translation dropped",
)
"""The rewrites of CSV whose results are cut."""


class _Writer(Protocol):
    """What writes XLIFF of one version, or a table."""

    def __call__(self, outgoing: Outgoing, *, handoff: str) -> bytes: ...


Case = tuple[bytes, Callable[[bytes], Mapping[str, str]], Mapping[str, str]]
"""A file; the texts taken as finished, by name, from it or from a part of it; and what it says as a whole."""


@dataclass
class Count:
    """How often a file was cut, how often it was refused, how many texts were taken from the rest, and half ones."""

    cuts: int = 0
    refused: int = 0
    taken: int = 0
    half: int = 0

    def add(self, case: Case, data: bytes, *, step: int) -> None:
        """Cuts `data`, the case's file in some layout, at every line and at every `step`-th byte."""
        _, read, whole = case
        for length in range(len(data)):
            if length % step and data[length - 1] != 10:
                continue
            self.cuts += 1
            try:
                found = read(data[:length])
            except InputErrors:
                self.refused += 1
                continue
            self.taken += len(found)
            self.half += sum(whole.get(name) != text for name, text in found.items())


_CHOSEN = (
    "returned PO, msgcat 40",
    "returned PO, all own marks dropped",
    "XLIFF 1.2, segments marked",
    "XLIFF 2, as it was",
    "CSV, translation behind the proof",
    "workbooks, as they are sent",
)
"""What SHORT cuts."""


def measure(size: Size, seed: int) -> Iterator[Tried]:
    """A figure for each layout of returned PO files, of catalogs and of XLIFF, and one for each other format.

    FULL: four files, cut at every byte.  SHORT: one, of some layouts, cut at every line and every 97th byte.
    """
    del seed
    is_full = size is Size.FULL
    pairs = documents() if is_full else documents()[1:2]
    for what, written, lay_out in WAYS:
        if not is_full and what not in _CHOSEN:
            continue
        count = Count()
        for pair in pairs:
            case = written(pair)
            data = lay_out(case[0])
            assert len(case[1](data)) > 10 or is_full
            count.add(case, data, step=1 if is_full else 97)
        wrong = (f"{count.half} half texts taken",) if count.half else ()
        note = f"{count.refused:,} refused, {count.taken:,} texts taken"
        yield Tried(what=f"cuts of {what}", tries=count.cuts, wrong=wrong, note=note)


def controls(seed: int) -> Iterator[Control]:
    """A reader of PO that takes what stands before the cut."""
    del seed
    pair = documents()[1]
    data, _, whole = _returned_po(pair)
    count = Count()
    count.add((data, lambda cut: _as_polib(cut), whole), data, step=97)
    yield Control(what="PO read by polib, which takes what stands before the cut", tries=count.cuts, seen=count.half)


def _as_polib(data: bytes) -> Mapping[str, str]:
    import polib

    try:
        found = polib.pofile(data.decode(errors="ignore") + "\n")
    except (OSError, UnicodeError, ValueError) as error:
        raise InputErrors(()) from error
    return {str(entry.msgctxt).rpartition("#")[2]: entry.msgstr for entry in found if entry.translated()}


def documents() -> list[Pair]:
    """Documents of the project's own content, every text of which a translator has just written."""
    with TemporaryDirectory() as folder:
        return list(_pairs(Path(folder)))


def _pairs(folder: Path) -> Iterator[Pair]:
    for name in ("content", "markets"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "locmem.yaml", folder)
    pairs = {(pair.source.path, str(pair.locale)): pair for pair in open_workspace(open_project(folder)).pairs}
    for pair in (pairs[name] for name in _FILES):
        entries = tuple(
            replace(entry, target=(entry.target or entry.source) + _ADDED, state=State.TRANSLATED, stale_since=None)
            for entry in pair.catalog.entries
        )
        yield pair.with_entries(entries)


def _outgoing(pair: Pair) -> Outgoing:
    return Outgoing(document=pair.source.path, source_locale=pair.source.locale, locale=pair.locale, rows=pair.rows)


def _sent(pair: Pair) -> Manifest:
    """The handoff in which the texts were still empty."""
    empty = [row.holding(replace(row.entry, target="", state=State.UNTRANSLATED)) for row in pair.rows]
    rows = sent_units(replace(_outgoing(pair), rows=tuple(empty)), [1] * len(empty))
    return Manifest(
        id=_HANDOFF,
        format="po",
        locale=pair.locale,
        markets=(),
        created=_DAY.isoformat(),
        due=_DAY.isoformat(),
        assignee="",
        files=(),
        units=rows,
    )


def _returned_po(pair: Pair) -> Case:
    data = write_po(
        _outgoing(pair), handoff=_HANDOFF, project="Cut", plural_forms=plural_header(pair.locale), created="now"
    )
    return data, _taken(pair, "work.po"), _texts(pair)


def _returned_xliff(pair: Pair, write: _Writer) -> Case:
    data = write(_outgoing(pair), handoff=_HANDOFF)
    read = _taken(pair, "work.xlf")
    return data, read, read(data)


def _returned_table(pair: Pair, write: _Writer) -> Case:
    data = write(_outgoing(pair), handoff=_HANDOFF)
    # As a translator leaves it: nothing of what was sent proves that a text is whole.
    typed = {row.entry.occurrence: {"Translation": row.entry.target + _ADDED} for row in pair.rows}
    data = filled_in(data, typed)
    texts = {key: cells["Translation"] for key, cells in typed.items()}
    return data, _taken(pair, "work.csv"), texts


def _taken(pair: Pair, name: str) -> Callable[[bytes], Mapping[str, str]]:
    manifest = _sent(pair)
    rows = {
        row.entry.occurrence: row.holding(replace(row.entry, target="", state=State.UNTRANSLATED)) for row in pair.rows
    }

    sources = {key: row.segment.content for key, row in rows.items()}

    def read(data: bytes) -> Mapping[str, str]:
        texts: dict[str, str] = {}
        for returned in read_return(data, name):
            # A cut name of a handoff is that of none.
            if returned.handoff not in (_HANDOFF, ""):
                continue
            # A file that lost its headers is known by its segments.
            answers = identified(returned.answers, manifest.units, sources)
            returned = replace(returned, document=pair.source.path, answers=answers)
            found = decide((returned,), manifest.units, Present(rows=rows), _DAY, trust_state=True, reviewed=False)
            texts |= {one.occurrence: one.text for one in found if one.outcome in _TAKEN}
        return texts

    return read


def _catalogs(pair: Pair) -> Case:
    data = write_catalog(pair.catalog, project="Cut", plural_forms=plural_header(pair.locale))
    # As an editor leaves them: nothing of ours fits the texts any more.
    file = po.read(data, pair.path)
    edited = tuple(replace(entry, extracted=tuple(map(_without_digest, entry.extracted))) for entry in file.entries)

    def read(cut: bytes) -> Mapping[str, str]:
        names = {"document": pair.source.path, "source_locale": pair.source.locale, "locale": str(pair.locale)}
        found = read_catalog(cut, pair.path, **names).entries
        return {entry.occurrence: entry.target for entry in found if entry.is_confirmed}

    return po.write(replace(file, entries=edited)), read, _texts(pair)


def _without_digest(line: str) -> str:
    return " ".join("h=000000000000" if word.startswith("h=") else word for word in line.split(" "))


def _tmx(pair: Pair) -> Case:
    from locmem.formats import tmx

    entries = [
        Entry(
            source=row.segment.content,
            target=row.segment.content,
            source_locale=pair.source.locale,
            locale=pair.locale,
            document=pair.source.path,
            occurrence=row.entry.occurrence,
        )
        for row in pair.rows
    ]

    def read(data: bytes) -> Mapping[str, str]:
        return _pairs_of(list(read_entries(io.BytesIO(data), "old.tmx", pair.source.locale, Trust.IMPORTED)))

    data = tmx.write(units(entries), source_locale=pair.source.locale)
    return data, read, read(data)


def _pairs_of(found: Iterable[object]) -> Mapping[str, str]:
    return {str(number): repr(one) for number, one in enumerate(found)}


def _manifest(pair: Pair) -> Case:
    def read(data: bytes) -> Mapping[str, str]:
        return {"": repr(read_manifest(data, "handoffs/a.json"))}

    data = write_manifest(_sent(pair))
    return data, read, read(data)


def _texts(pair: Pair) -> Mapping[str, str]:
    return {entry.occurrence: entry.target for entry in pair.catalog.entries}


Way = tuple[str, Callable[[Pair], Case], Callable[[bytes], bytes]]

WAYS: tuple[Way, ...] = (
    *((f"returned PO, {name}", _returned_po, lay_out) for name, lay_out in LAYOUTS.items()),
    *(
        (f"returned PO, {one.name} dropped", _returned_po, one.change)
        for one in PO_REWRITES
        if one.name in ("all own marks", "X-Locmem-Entries")
    ),
    *((f"catalogs, {name}", _catalogs, lay_out) for name, lay_out in LAYOUTS.items()),
    *(
        (f"{what}, {one.name}", partial(_returned_xliff, write=write), one.change)
        for what, write, rewrites in (
            ("XLIFF 1.2", write_xliff, XLIFF_REWRITES),
            ("XLIFF 2", write_xliff2, XLIFF2_REWRITES),
        )
        for one in rewrites
        if one.name in _XML_LAYOUTS
    ),
    *(
        (f"CSV, {one.name}", partial(_returned_table, write=write_csv), one.change)
        for one in CSV_REWRITES
        if one.name in _CSV_LAYOUTS
    ),
    ("workbooks, as they are sent", partial(_returned_table, write=write_xlsx), bytes),
    ("workbooks, saved by openpyxl", partial(_returned_table, write=write_xlsx), lambda data: closed(opened(data))),
    ("TMX", _tmx, bytes),
    ("manifests", _manifest, bytes),
)
"""What is cut: its name, what makes the file, and what some program makes of that."""
