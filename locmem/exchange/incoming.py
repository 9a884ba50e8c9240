"""Returned files read into answers, whatever format they are in."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePath

from locmem.catalogs.states import digest, from_po, is_as_written, remarks, without_help
from locmem.catalogs.texts import source_inline
from locmem.errors import Location, input_error
from locmem.exchange.answers import Answer, Return
from locmem.exchange.claims import Claim, is_blank, xliff_claim
from locmem.exchange.guidance import OWN_NOTES
from locmem.exchange.kinds import Kind, kind_of
from locmem.exchange.returned_tables import read_csv, read_xlsx
from locmem.exchange.xliff_files import HANDOFF
from locmem.formats import po, xliff2, xliff2_segments, xliff12
from locmem.inline import protect
from locmem.model.inline import Inline, Syntax
from locmem.model.translation import State
from locmem.xmlfile import first_element, local_name

_OTHER_SHEETS = (".xls", ".xlsx", ".xlsb", ".ods", ".numbers")
"""Names of spreadsheets; what is called `.xlsx` and is none is encrypted or was renamed."""
_HEADER = 4096
"""Bytes in which the header of a TMX says what wrote it."""
_OMEGAT_MEMORY = (
    "this is a memory of an OmegaT project, not its translated documents.",
    "In OmegaT choose Project > Create Translated Documents, then send the folder `target`.",
)
_OTHER_MEMORY = (
    "this is a translation memory (TMX), not a file of a handoff.",
    "Return the file in the format in which it was sent, or bring the memory in with `locmem memory import`.",
)


def read_return(data: bytes, path: str, *, whole: bool = False) -> tuple[Return, ...]:
    """The documents a returned file holds.

    whole: the sender says that nothing was cut off a PO file that lost its end mark, or a table in CSV.
    Raises InputErrors when the file is cut, damaged, or of another kind.
    """
    kind, suffix = kind_of(data), PurePath(path).suffix.lower()
    if kind in (Kind.XLIFF, Kind.XML) or (kind is Kind.OTHER and suffix in (".xlf", ".xliff")):
        return _read_xliff(data, path)
    if kind is Kind.PO or suffix == ".po":
        return tuple(_read_po(data, path, whole=whole))
    if kind is Kind.XLSX:
        return read_xlsx(data, path)
    if kind is Kind.OTHER_SHEET or (kind is not Kind.CSV and suffix in _OTHER_SHEETS):
        what = "this is a spreadsheet, but no workbook of Excel that can be read."
        do = "Save it as an Excel workbook (.xlsx) without a password, or as CSV in UTF-8, and send that back."
        raise input_error(Location(path=path), what, do)
    if kind is Kind.CSV or suffix in (".csv", ".tsv"):
        return read_csv(data, path, whole=whole)
    what = "this is neither PO, XLIFF nor a table (CSV, XLSX)."
    raise input_error(Location(path=path), what, "Return the file in the format in which it was sent.")


def _read_po(data: bytes, path: str, *, whole: bool) -> Iterator[Return]:
    """The documents of a file: the one its header names, and those that entries of files joined to it refer to."""
    file = po.read_returned(data, path)
    headers = dict(file.headers)
    entries = [replace(entry, extracted=without_help(entry.extracted)) for entry in file.entries]
    entries = [replace(entry, doubt="") if whole or is_as_written(entry) else entry for entry in entries]
    document = headers.get("X-Locmem-Document", "")
    documents: dict[str, list[po.PoEntry]] = {document: []} if not entries else {}
    for entry in entries:
        # A file that says nothing of itself is known as a whole, by its ids.
        said = entry.references[0] if document and len(entry.references) == 1 else document
        documents.setdefault(said, []).append(entry)
    for name, found in documents.items():
        yield Return(
            path=path,
            kind=Kind.PO,
            handoff=headers.get("X-Locmem-Handoff", ""),
            document=name,
            locale=headers.get("Language", ""),
            answers=tuple(_po_answer(entry, path) for entry in found),
        )


def _po_answer(entry: po.PoEntry, path: str) -> Answer:
    claim = Claim.NOTHING if is_blank(entry.target) else Claim.DRAFT if entry.is_fuzzy else _po_claim(entry)
    return Answer(
        occurrence=entry.context.partition("#")[2],
        source=_po_source(replace(entry, doubt="")),
        source_digest=digest(entry.source),
        text=entry.target,
        content=None,
        claim=claim,
        location=Location(path=path, line=entry.line),
        problem=_po_problem(entry),
        remarks=tuple(line for line in remarks(entry) if line.strip()),
    )


def _po_problem(entry: po.PoEntry) -> str:
    if entry.fault:
        return entry.fault.rstrip(".")
    if entry.doubt:
        return f"{entry.doubt}. Ask for the file as it was sent back, or pass --whole if it is all of it"
    return ""


def _po_source(entry: po.PoEntry) -> Inline:
    try:
        return source_inline(from_po(entry))
    except ValueError:
        # Our comment was damaged on the way; it only matters where the segment is gone or changed here.
        return protect.parse(entry.source, Syntax.MARKDOWN)


def _po_claim(entry: po.PoEntry) -> Claim:
    try:
        return Claim.REVIEWED if from_po(entry).state is State.REVIEWED else Claim.TRANSLATED
    except ValueError:
        return Claim.TRANSLATED


def _read_xliff(data: bytes, path: str) -> tuple[Return, ...]:
    """The documents of a file in XLIFF, of the version that it says itself, whatever it is called."""
    root = first_element(data, path)
    if root is not None and local_name(root) == "tmx":
        what, do = _OMEGAT_MEMORY if b'creationtool="OmegaT"' in data[:_HEADER] else _OTHER_MEMORY
        raise input_error(Location(path=path), what, do)
    with _uncollected():
        if root is not None and xliff2.is_xliff2(root):
            return tuple(_from_xliff(file, path, xliff2_segments.STATES) for file in xliff2.read(data, path))
        return tuple(_from_xliff(file, path, xliff12.STATES) for file in xliff12.read(data, path))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Nobody looks for garbage: what is read refers to nothing that refers to it, and is gone through again and again
    while there is ever more of it, which takes a third of the time of a large file."""
    is_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_enabled:
            gc.enable()


def _from_xliff(file: xliff12.XliffFile, path: str, states: Mapping[str, State]) -> Return:
    return Return(
        path=path,
        kind=Kind.XLIFF,
        handoff=dict(file.properties).get(HANDOFF, ""),
        document=file.original,
        locale=file.locale,
        answers=tuple(_xliff_answer(unit, path, states) for unit in file.units),
        is_whole=True,
        tools=tuple(name for name, _ in file.tools),
    )


def _xliff_answer(unit: xliff12.XliffUnit, path: str, states: Mapping[str, State]) -> Answer:
    claim, doubt = xliff_claim(unit, states)
    has_approval = states is xliff12.STATES
    return Answer(
        occurrence=unit.id,
        source=None,
        native=unit.native or unit.source.native,
        source_digest=unit.digest,
        text="",
        content=unit.target,
        claim=claim,
        location=Location(path=path, line=unit.line),
        keeps_state=True,
        problem=unit.misplaced,
        name=unit.name.partition("#")[2],
        returned_source=unit.source,
        spellings=unit.spellings,
        tags=unit.tags,
        doubt=doubt,
        qualifier=unit.qualifier,
        # XLIFF 2 approves by its state alone.
        is_approved=unit.approved if has_approval else claim is Claim.REVIEWED,
        remarks=tuple(
            " ".join(remark.split()) for remark in unit.remarks if remark.strip() and not remark.startswith(OWN_NOTES)
        ),
    )
