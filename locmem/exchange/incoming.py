"""Returned files read into answers: what came back for each segment, and what it claims to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from locmem.catalogs.states import digest, from_po, is_as_written, remarks, without_help
from locmem.catalogs.texts import source_inline
from locmem.errors import Location, input_error
from locmem.exchange.claims import Claim, is_blank, xliff_claim
from locmem.exchange.guidance import OWN_NOTES
from locmem.exchange.kinds import Kind, kind_of
from locmem.exchange.xliff_files import HANDOFF
from locmem.formats import po, xliff2, xliff2_segments, xliff12
from locmem.inline import protect
from locmem.model.inline import CodeRole, Inline, Syntax
from locmem.model.translation import State
from locmem.xmlfile import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One segment that came back.

    source: the source that was sent, with its codes, as far as the file still says it; source_digest: what stands
        for it, empty where the file's tool dropped it.
    name: the occurrence that the name of an XLIFF unit gives, where its tool may have written another id.
    text: the target in PO, with codes as a translator sees them; content: the target in XLIFF.
    returned_source, spellings: XLIFF's `<source>` as it came back, and the `equiv-text` of its codes.
    tags: the codes of `content` as the file names them, one for each.
    claim: the weakest one; doubt: what in the file contradicts it.
    qualifier, is_approved: what XLIFF says besides the state; in XLIFF 2 the `subState`, and what the state says.
    keeps_state: whether the tool sets states itself, so that the claim alone proves nothing.
    problem: why the target must not be taken, whatever is in it; empty where it may be.
    remarks: what the translator noted beside it, a line each.
    """

    occurrence: str
    source: Inline
    source_digest: str
    text: str
    content: Inline | None
    claim: Claim
    location: Location
    keeps_state: bool = False
    problem: str = ""
    remarks: tuple[str, ...] = ()
    returned_source: Inline | None = None
    spellings: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    doubt: str = ""
    qualifier: str = ""
    is_approved: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """One returned file.

    kind: what the file is.  handoff: its id, empty where the file's tool dropped it.
    document: empty where the file does not say.
    locale: as the file says it, in whatever spelling its tool has for it; empty where it does not say.
    is_whole: whether the format itself proves that nothing was cut off, as the last tag of an XML file does.
    said: the locale as the file has it, where it was taken for another name of the one that was sent.
    """

    path: str
    kind: Kind
    handoff: str
    document: str
    locale: str
    answers: tuple[Answer, ...]
    is_whole: bool = False
    said: str | None = None


def read_return(data: bytes, path: str, *, whole: bool = False) -> tuple[Return, ...]:
    """The documents a returned file holds.

    whole: the sender says that nothing was cut off a PO file that lost its end mark.
    Raises InputErrors when the file is cut, damaged, or of another kind.
    """
    kind, suffix = kind_of(data), PurePath(path).suffix.lower()
    if kind in (Kind.XLIFF, Kind.XML) or (kind is Kind.OTHER and suffix in (".xlf", ".xliff")):
        return _read_xliff(data, path)
    if kind is Kind.PO or suffix == ".po":
        return (_read_po(data, path, whole=whole),)
    raise input_error(Location(path=path), "this is neither a PO nor an XLIFF file.", "Return PO or XLIFF.")


def _read_po(data: bytes, path: str, *, whole: bool) -> Return:
    file = po.read_returned(data, path)
    headers = dict(file.headers)
    entries = [replace(entry, extracted=without_help(entry.extracted)) for entry in file.entries]
    entries = [replace(entry, doubt="") if whole or is_as_written(entry) else entry for entry in entries]
    answers = tuple(_po_answer(copies, path) for copies in _copies(entries))
    return Return(
        path=path,
        kind=Kind.PO,
        handoff=headers.get("X-Locmem-Handoff", ""),
        document=headers.get("X-Locmem-Document", ""),
        locale=headers.get("Language", ""),
        answers=answers,
    )


def _copies(entries: Iterable[po.PoEntry]) -> Iterable[list[po.PoEntry]]:
    """The entries of each segment: one, or several where somebody joined files."""
    found: dict[str, list[po.PoEntry]] = {}
    for entry in entries:
        found.setdefault(entry.context or f"line {entry.line}", []).append(entry)
    return found.values()


def _po_answer(copies: Sequence[po.PoEntry], path: str) -> Answer:
    said = [entry for entry in copies if entry.target and not entry.fault] or copies
    # Of the same words the weakest claim counts.
    entry = next((copy for copy in said if copy.is_fuzzy), said[0])
    claim = Claim.NOTHING if is_blank(entry.target) else Claim.DRAFT if entry.is_fuzzy else _po_claim(entry)
    sound = replace(entry, doubt="")
    return Answer(
        occurrence=entry.context.partition("#")[2],
        source=_po_source(sound),
        source_digest=digest(entry.source),
        text=entry.target,
        content=None,
        claim=claim,
        location=Location(path=path, line=entry.line),
        problem=_po_problem(said, copies),
        remarks=tuple(dict.fromkeys(line for copy in copies for line in remarks(copy) if line.strip())),
    )


def _po_problem(said: Sequence[po.PoEntry], copies: Sequence[po.PoEntry]) -> str:
    if (different := {one.target: one.line for one in said if one.target}) and len(different) > 1:
        texts = "; ".join(f"line {line}: {text}" for text, line in different.items())
        return f"the segment stands in the file more than once, each time with another text ({texts})"
    if fault := next((one.fault for one in copies if one.fault), ""):
        return fault.rstrip(".")
    if any(one.doubt for one in copies):
        return f"{copies[-1].doubt}. Ask for the file as it was sent back, or pass --whole if it is all of it"
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
    root = parse(data, path)
    if xliff2.is_xliff2(root):
        return tuple(_from_xliff(file, path, xliff2_segments.STATES) for file in xliff2.read_root(root, path))
    return tuple(_from_xliff(file, path, xliff12.STATES) for file in xliff12.read_root(root, path))


def _from_xliff(file: xliff12.XliffFile, path: str, states: Mapping[str, State]) -> Return:
    return Return(
        path=path,
        kind=Kind.XLIFF,
        handoff=dict(file.properties).get(HANDOFF, ""),
        document=file.original,
        locale=file.locale,
        answers=tuple(_xliff_answer(unit, path, states) for unit in file.units),
        is_whole=True,
    )


def _xliff_answer(unit: xliff12.XliffUnit, path: str, states: Mapping[str, State]) -> Answer:
    claim, doubt = xliff_claim(unit, states)
    has_approval = states is xliff12.STATES
    sent = protect.parse(unit.native, unit.source.syntax)
    return Answer(
        occurrence=unit.id,
        source=sent if unit.native else unit.source,
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


def as_numbered(content: Inline) -> str:
    """A returned XLIFF target as numbered text, for `protect.from_numbered`."""
    text = ""
    for part in content.parts:
        if isinstance(part, str):
            text += part
        elif part.role is CodeRole.OPEN:
            text += f"<g{part.id}>"
        elif part.role is CodeRole.CLOSE:
            text += f"</g{part.id}>"
        elif part.role is CodeRole.MIDDLE:
            text += f"<m{part.id}/>"
        else:
            text += f"<x{part.id}/>"
    return text
