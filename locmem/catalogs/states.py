"""What a PO entry says about its translation, and how ours are written.

The bookkeeping is one comment line: `#. locmem: state=reviewed origin=human occ=k3f9 h=<digest of the target>`.
Where the digest no longer fits, or the fuzzy flag is not the one we wrote, somebody edited the catalog outside
locmem: that is a person's decision and is never overwritten.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from locmem.formats.po import PoEntry
from locmem.model.inline import Syntax
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, NO_ORIGIN, CatalogEntry, Origin, OriginKind, State, origin

_MARK = "locmem: "
_ACCEPTED = "still valid: "
_OVER = "instead of: "
_INHERITED = "inherited from "
_CUT = "may be cut: "
_ONE_MARK = re.compile(r"[a-z]+=\S+\Z")
_KINDS = frozenset(kind.value for kind in UnitKind)


def digest(target: str) -> str:
    """Twelve hexadecimal characters that stand for a target's text."""
    return hashlib.sha256(target.encode()).hexdigest()[:12]


def one_line(text: str) -> str:
    """A text with every run of white space as one blank, as comments hold it."""
    return " ".join(text.split())


def is_fuzzy(entry: CatalogEntry) -> bool:
    """Whether the entry is marked `fuzzy` in PO: a draft, or stale."""
    return bool(entry.target) and (entry.state is State.DRAFT or entry.is_stale)


def to_po(entry: CatalogEntry, document: str) -> PoEntry:
    """The entry as PO."""
    marks = [f"state={entry.state.value}"]
    if entry.origin != NO_ORIGIN:
        marks.append(f"origin={entry.origin}")
    if entry.match:
        marks.append(f"match={entry.match}")
    if entry.stale_since:
        marks.append(f"stale={entry.stale_since.isoformat()}")
    if entry.syntax is not Syntax.MARKDOWN:
        marks.append(f"syntax={entry.syntax.value}")
    marks.append(f"occ={entry.occurrence}")
    if entry.target:
        marks.append(f"h={digest(entry.target)}")
    extracted = [f"in: {entry.name}"] if entry.name else []
    extracted += entry.legend
    extracted += [f"was {line}" for line in entry.previous_legend]
    if entry.inherited:
        extracted.append(f"{_INHERITED}{entry.inherited}; change it only where this locale says it differently")
    if entry.is_own and entry.over:
        extracted.append(_OVER + one_line(entry.over))
    if entry.note:
        extracted.append(_ACCEPTED + one_line(entry.note))
    if entry.may_be_cut:
        extracted.append(f"{_CUT}the file had lost its end; take the fuzzy mark off if this is all of it")
    extracted.append(_MARK + " ".join(marks))
    return PoEntry(
        context=entry.context,
        source=entry.source,
        target=entry.target,
        is_fuzzy=is_fuzzy(entry),
        previous_source=entry.previous_source,
        extracted=tuple(extracted),
        translator=entry.remarks,
        references=(document,),
    )


def from_po(po: PoEntry) -> CatalogEntry:
    """The entry a PO entry stands for, edits made outside locmem taken as a person's decision.

    Where it is not certain that an edited target is all of it, the target is a draft until somebody says so.
    Raises ValueError when msgctxt is not `kind#occurrence`, the bookkeeping is damaged, or a target that stood
    here is gone where the file may be cut.
    """
    kind, _, occurrence = po.context.partition("#")
    if not occurrence or kind not in _KINDS:
        raise ValueError(f"msgctxt {po.context!r} is not of the form kind#occurrence")
    marks = _marks(po)
    try:
        entry = _entry(po, UnitKind(kind), occurrence, marks)
    except ValueError:
        raise ValueError(f"the line `#. {_MARK}{_after(po, _MARK)}` is damaged") from None
    fits = marks.get("h", "") == (digest(po.target) if po.target else "")
    if not po.doubt or (fits and po.target):
        return _as_edited(entry, po, fits=fits)
    if not po.target and not fits:
        raise ValueError("the end mark is gone, and so is the translation of the last entry: the file is cut off")
    edited = _as_edited(entry, replace(po, is_fuzzy=True), fits=fits)
    return replace(edited, may_be_cut=bool(po.target))


def _entry(po: PoEntry, kind: UnitKind, occurrence: str, marks: Mapping[str, str]) -> CatalogEntry:
    return CatalogEntry(
        occurrence=occurrence,
        kind=kind,
        source=po.source,
        name=_after(po, "in: "),
        syntax=Syntax(marks.get("syntax", Syntax.MARKDOWN.value)),
        legend=tuple(line for line in po.extracted if line.startswith(("<g", "<x"))),
        previous_legend=tuple(line[4:] for line in po.extracted if line.startswith(("was <g", "was <x"))),
        target=po.target,
        state=State(marks.get("state", State.UNTRANSLATED.value)),
        origin=origin(marks["origin"]) if "origin" in marks else NO_ORIGIN,
        stale_since=date.fromisoformat(marks["stale"]) if "stale" in marks else None,
        previous_source=po.previous_source if po.target else "",
        match=int(marks.get("match", "0")),
        note=_after(po, _ACCEPTED),
        over=_after(po, _OVER),
        remarks=remarks(po),
        may_be_cut=bool(_after(po, _CUT)),
    )


def is_as_written(po: PoEntry) -> bool:
    """Whether the target is the one that locmem wrote: it has one, and the digest fits."""
    return bool(po.target) and _marks(po).get("h") == digest(po.target)


def remarks(po: PoEntry) -> tuple[str, ...]:
    """What translators noted beside an entry, without the empty lines some programs put between entries."""
    lines = po.translator
    while lines and not lines[0].strip():
        lines = lines[1:]
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def was_edited(po: PoEntry, entry: CatalogEntry) -> bool:
    """Whether the entry, `po` as it was read, was changed since locmem wrote it."""
    marks = _marks(po)
    return marks.get("state") != entry.state.value or marks.get("h", "") != (digest(po.target) if po.target else "")


def _as_edited(entry: CatalogEntry, po: PoEntry, *, fits: bool) -> CatalogEntry:
    if not po.target:
        return entry.with_target("", State.UNTRANSLATED, NO_ORIGIN)
    if fits and po.is_fuzzy == is_fuzzy(entry):
        return entry
    if not po.is_fuzzy:
        return entry.with_target(po.target, State.TRANSLATED, HUMAN)
    # Fuzzy with a new text is somebody's unfinished work; fuzzy set on a finished text is somebody's doubt.
    doubted = entry.origin if fits else HUMAN
    return entry.with_target(po.target, State.DRAFT, doubted if doubted != NO_ORIGIN else Origin(OriginKind.HUMAN))


def _marks(po: PoEntry) -> dict[str, str]:
    start = next((n for n, line in enumerate(po.extracted) if line.startswith(_MARK)), len(po.extracted))
    marks = " ".join(line.removeprefix(_MARK) for line in po.extracted[start : start + 1])
    for line in po.extracted[start + 1 :]:
        # Some programs break comments that are longer than a line.
        if not all(_ONE_MARK.match(word) for word in line.split()):
            break
        marks += f" {line}"
    return dict(mark.split("=", 1) for mark in marks.split() if "=" in mark)


def _after(po: PoEntry, prefix: str) -> str:
    return next((line.removeprefix(prefix) for line in po.extracted if line.startswith(prefix)), "")
