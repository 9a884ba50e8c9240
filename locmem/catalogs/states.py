"""What a PO entry says about its translation, and how ours are written.

The bookkeeping is one comment line: `#. locmem: state=reviewed origin=human occ=k3f9 h=<digest of the target>`.
Where the digest no longer fits, or the fuzzy flag is not the one we wrote, somebody edited the catalog outside
locmem: that is a person's decision and is never overwritten.

Where the memory proposes a text for a stale target, that text is the msgstr, so that every tool shows it.  The
confirmed target stands in a comment too, `#. translated before: "…"`, proved by a digest of its own: what somebody
begins to write does not take its place.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from locmem.formats.po import PoEntry
from locmem.model.inline import Syntax
from locmem.model.segment import UnitKind
from locmem.model.translation import HUMAN, NO_ORIGIN, CatalogEntry, Origin, OriginKind, Rival, State, origin

_MARK = "locmem: "
_ACCEPTED = "still valid: "
_OVER = "instead of: "
_INHERITED = "inherited from "
_CUT = "may be cut: "
_BEFORE = "translated before: "
_FROM = "translated from: "
_LOOK_AT = "look at: "
_RIVAL = "on another branch: "
_MAY_GO_ON = "the file had lost its end: this may not be all of it"
_ONE_MARK = re.compile(r"[a-z]+=\S+\Z")
_KINDS = frozenset(kind.value for kind in UnitKind)


def digest(target: str) -> str:
    """Twelve hexadecimal characters that stand for a target's text."""
    return hashlib.sha256(target.encode()).hexdigest()[:12]


def digest_line(target: str) -> re.Pattern[str]:
    """What finds the digest of a target, its first group, in the comments of its entry as they stand in a file."""
    return re.compile(rf"^#\.[ \t]*(?:{_MARK})?(?:[a-z]+=\S+[ \t]+)*h=({digest(target)})(?=[ \t\r]|$)", re.MULTILINE)


def one_line(text: str) -> str:
    """A text with every run of white space as one blank, as comments hold it."""
    return " ".join(text.split())


def is_fuzzy(entry: CatalogEntry) -> bool:
    """Whether the entry is marked `fuzzy` in PO: a draft, or stale."""
    return bool(entry.target) and (entry.state is State.DRAFT or entry.is_stale)


def _is_kept_beside(entry: CatalogEntry) -> bool:
    """Whether the confirmed target stands in a comment too: while it waits to be brought up to date."""
    return entry.is_stale and entry.is_confirmed and bool(entry.previous_source)


def to_po(entry: CatalogEntry, document: str) -> PoEntry:
    """The entry as PO; its text is the one shown to translators."""
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
    if _is_kept_beside(entry):
        marks.append(f"was={digest(entry.target)}")
    if entry.is_begun:
        marks.append(f"by={OriginKind.HUMAN.value}")
    if entry.shown:
        marks.append(f"h={digest(entry.shown)}")
    extracted = [f"in: {entry.name}"] if entry.name else []
    extracted += entry.legend
    extracted += [f"was {line}" for line in entry.previous_legend]
    if entry.inherited:
        extracted.append(f"{_INHERITED}{entry.inherited}; change it only where this locale says it differently")
    if entry.is_own and entry.over:
        extracted.append(_OVER + one_line(entry.over))
    if entry.note:
        extracted.append(_ACCEPTED + one_line(entry.note))
    extracted += [_LOOK_AT + one_line(doubt) for doubt in entry.doubts]
    if _is_kept_beside(entry):
        # Programs drop the previous msgid as soon as somebody takes the fuzzy mark off.
        extracted.append(_FROM + json.dumps(entry.previous_source, ensure_ascii=False))
        extracted.append(_BEFORE + json.dumps(entry.target, ensure_ascii=False))
    if entry.may_be_cut:
        extracted.append(f"{_CUT}the file had lost its end; take the fuzzy mark off if this is all of it")
    extracted += map(_rival_line, entry.rivals)
    extracted.append(_MARK + " ".join(marks))
    return PoEntry(
        context=entry.context,
        source=entry.source,
        target=entry.shown,
        is_fuzzy=is_fuzzy(entry),
        previous_source=entry.previous_source,
        extracted=tuple(extracted),
        translator=entry.remarks,
        references=(document,),
    )


def with_rivals(po: PoEntry, rivals: Iterable[Rival]) -> PoEntry:
    """The PO entry, otherwise as it is, with these texts of other branches beside it."""
    _, lines = _rivals(po.extracted)
    others = [line for number, line in enumerate(po.extracted) if number not in lines]
    at = next((n for n, line in enumerate(others) if line.startswith(_MARK)), len(others))
    return replace(po, extracted=(*others[:at], *map(_rival_line, rivals), *others[at:]))


def _rivals(extracted: tuple[str, ...]) -> tuple[tuple[Rival, ...], frozenset[int]]:
    """The texts of other branches in comments, and which lines they take.  Raises ValueError for damage."""
    found: list[Rival] = []
    lines: set[int] = set()
    for start, first in enumerate(extracted):
        if not first.startswith(_RIVAL):
            continue
        written = ""
        for number, line in enumerate(extracted[start:], start):
            # Some programs break comments that are longer than a line.
            written = f"{written} {line}" if written else line.removeprefix(_RIVAL)
            lines.add(number)
            if (rival := _rival(written)) is not None:
                found.append(rival)
                break
        else:
            raise ValueError(f"the line `#. {first}` is damaged")
    return tuple(found), frozenset(lines)


def _rival(written: str) -> Rival | None:
    """The text of another branch in a comment; None where that is not all of it."""
    try:
        said = json.loads(written)
        texts = said["target"], said["source"], *said.get("legend", ())
        target, source, *legend = (text for text in texts if isinstance(text, str))
        return Rival(target=target, source=source, state=State(said["state"]), legend=tuple(legend))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _rival_line(rival: Rival) -> str:
    said: dict[str, object] = {"target": rival.target, "source": rival.source, "state": rival.state.value}
    return _RIVAL + json.dumps(said | ({"legend": rival.legend} if rival.legend else {}), ensure_ascii=False)


def from_po(po: PoEntry) -> CatalogEntry:
    """The entry a PO entry stands for, edits made outside locmem taken as a person's decision.

    Where it is not certain that an edited target is all of it, the target is a draft until somebody says so.
    Raises ValueError when msgctxt is not `kind#occurrence`, the bookkeeping or the confirmed text beside a proposal
    is damaged, a text of another branch is, or a target that stood here is gone where the file may be cut.
    """
    entry = _read(po)
    rivals, _ = _rivals(po.extracted)
    if not rivals:
        return entry
    # Somebody decided for it by writing it here.
    return replace(entry, rivals=tuple(one for one in rivals if not (entry.is_current and one.target == entry.target)))


def _read(po: PoEntry) -> CatalogEntry:
    kind, _, occurrence = po.context.partition("#")
    if not occurrence or kind not in _KINDS:
        raise ValueError(f"msgctxt {po.context!r} is not of the form kind#occurrence")
    marks = _marks(po)
    before = _before(po, marks)
    try:
        entry = _entry(po, UnitKind(kind), occurrence, marks, before)
    except ValueError:
        raise ValueError(_wrong(po, marks)) from None
    fits = marks.get("h", "") == (digest(po.target) if po.target else "")
    if not po.doubt or (fits and po.target):
        return _as_edited(entry, po, fits=fits)
    if not po.target and not fits:
        raise ValueError("the end mark is gone, and so is the translation of the last entry: the file is cut off")
    edited = _as_edited(entry, replace(po, is_fuzzy=True), fits=fits)
    if before:
        # What was confirmed is whole all the same.
        return replace(edited, doubts=(_MAY_GO_ON,)) if edited.proposal else edited
    return replace(edited, may_be_cut=bool(po.target))


def _wrong(po: PoEntry, marks: Mapping[str, str]) -> str:
    """What is wrong with the line that locmem wrote beside an entry, in words."""
    line = f"the line `#. {_MARK}{_after(po, _MARK)}`"
    states = [state.value for state in State]
    if marks.get("state", states[0]) in states:
        return f"{line} is damaged"
    near = get_close_matches(marks["state"], states, n=1)
    meant = f"; did you mean `state={near[0]}`?" if near else ""
    return f"{line} gives the text a state that there is not: {', '.join(states)} are{meant}"


def set_aside(po: PoEntry, entry: CatalogEntry) -> CatalogEntry | None:
    """The confirmed target that stood beside a proposal and that `entry`, read from `po`, no longer holds, under the
    source it was made for; None where nothing is lost.

    Raises ValueError where it is damaged.
    """
    marks = _marks(po)
    before = _before(po, marks)
    if before in ("", entry.target):
        return None
    old = _entry(po, entry.kind, entry.occurrence, marks, before)
    return replace(
        old.without_proposal(),
        source=next(_quoted(po, _FROM), "") or old.previous_source or old.source,
        legend=old.previous_legend or old.legend,
        previous_source="",
        previous_legend=(),
        stale_since=None,
        may_be_cut=False,
    )


def _before(po: PoEntry, marks: Mapping[str, str]) -> str:
    """The confirmed target that stands beside a proposal; empty where there is none.  Raises ValueError for damage."""
    if "was" not in marks:
        return ""
    for text in _quoted(po, _BEFORE):
        if digest(text) == marks["was"]:
            return text
    raise ValueError(f"the confirmed text in the line `#. {_BEFORE}…` is gone or damaged")


def _quoted(po: PoEntry, prefix: str) -> Iterator[str]:
    """What the comment that begins with `prefix` may say, between its quotes."""
    start = next((n for n, line in enumerate(po.extracted) if line.startswith(prefix)), len(po.extracted))
    written = ""
    for line in po.extracted[start:]:
        # Some programs break comments that are longer than a line.
        written = f"{written} {line}" if written else line.removeprefix(prefix)
        try:
            text = json.loads(written)
        except ValueError:
            continue
        if isinstance(text, str):
            yield text


def _entry(po: PoEntry, kind: UnitKind, occurrence: str, marks: Mapping[str, str], before: str) -> CatalogEntry:
    return CatalogEntry(
        occurrence=occurrence,
        kind=kind,
        source=po.source,
        name=_after(po, "in: "),
        syntax=Syntax(marks.get("syntax", Syntax.MARKDOWN.value)),
        legend=tuple(line for line in po.extracted if line.startswith(("<g", "<x"))),
        previous_legend=tuple(line[4:] for line in po.extracted if line.startswith(("was <g", "was <x"))),
        target=before or po.target,
        proposal=po.target if before and po.target != before else "",
        is_begun="by" in marks,
        state=State(marks.get("state", State.UNTRANSLATED.value)),
        origin=origin(marks["origin"]) if "origin" in marks else NO_ORIGIN,
        stale_since=date.fromisoformat(marks["stale"]) if "stale" in marks else None,
        previous_source=po.previous_source if before or po.target else "",
        match=int(marks.get("match", "0")),
        doubts=tuple(line.removeprefix(_LOOK_AT) for line in po.extracted if line.startswith(_LOOK_AT)),
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
    if "was" in _marks(po) and not po.target:
        # What was shown is cleared; what is confirmed stands beside it.
        return entry.without_proposal()
    if "was" in _marks(po) and po.is_fuzzy and not fits:
        # Somebody began to bring it up to date; what is confirmed stands until they are done.
        return replace(entry.without_proposal(), proposal=entry.proposal, is_begun=bool(entry.proposal))
    if not po.target:
        return entry.with_target("", State.UNTRANSLATED, NO_ORIGIN)
    if fits and po.is_fuzzy == is_fuzzy(entry):
        return entry
    if not po.is_fuzzy:
        return entry.with_target(po.target, State.TRANSLATED, HUMAN)
    # Fuzzy with a new text is somebody's unfinished work; fuzzy set on a finished text is somebody's doubt.
    doubted = entry.origin if fits else HUMAN
    return entry.with_target(po.target, State.DRAFT, doubted if doubted != NO_ORIGIN else Origin(OriginKind.HUMAN))


def _marks(po: PoEntry) -> Mapping[str, str]:
    return _marks_in(po.extracted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What locmem's own line says of the text that locmem wrote last, whatever somebody made of it since.

    digest: of the text that was shown, empty for none.  The rest as of `CatalogEntry`.
    """

    state: State
    origin: Origin
    match: int
    is_stale: bool
    digest: str


def noted(po: PoEntry) -> Noted | None:
    """What locmem noted of a text when it wrote it; None where its line is gone or damaged."""
    marks = _marks(po)
    try:
        return Noted(
            state=State(marks["state"]),
            origin=origin(marks.get("origin", NO_ORIGIN.kind.value)),
            match=int(marks.get("match", "0")),
            is_stale="stale" in marks,
            digest=marks.get("h", ""),
        )
    except (KeyError, ValueError):
        return None


def noted_occurrence(po: PoEntry) -> str:
    """The occurrence that locmem's own line names, which stays where a program takes the context away; else empty."""
    return _marks(po).get("occ", "")


def without_help(extracted: tuple[str, ...]) -> tuple[str, ...]:
    """The comments of an entry up to locmem's own line: what a handoff adds for translators stands behind it."""
    start, end = _own_line(extracted)
    return extracted[: max(start, end)]


@lru_cache(maxsize=256)
def _marks_in(extracted: tuple[str, ...]) -> Mapping[str, str]:
    """The bookkeeping in the comments of an entry, which is asked for several times while a file is read."""
    start, end = _own_line(extracted)
    marks = " ".join(line.removeprefix(_MARK) for line in extracted[start:end])
    return dict(mark.split("=", 1) for mark in marks.split() if "=" in mark)


def _own_line(extracted: tuple[str, ...]) -> tuple[int, int]:
    """Where locmem's own line begins among the comments, and where it ends; the number of comments where it is gone."""
    start = next((n for n, line in enumerate(extracted) if line.startswith(_MARK)), len(extracted))
    end = start + 1
    # Some programs break comments that are longer than a line.
    while end < len(extracted) and all(_ONE_MARK.match(word) for word in extracted[end].split()):
        end += 1
    return start, min(end, len(extracted))


def _after(po: PoEntry, prefix: str) -> str:
    return next((line.removeprefix(prefix) for line in po.extracted if line.startswith(prefix)), "")
