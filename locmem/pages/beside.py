"""A page beside its translation, text by text: what stands there, what is wrong with it, and what changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from locmem.catalogs.pairs import Pair, Row, Workspace
from locmem.errors import UsageError
from locmem.inline.editable import editable_pieces
from locmem.memory.difference import difference
from locmem.model.document import Risk
from locmem.model.finding import Finding
from locmem.model.match import Piece
from locmem.model.translation import State
from locmem.pages.editing import Pieces, in_pieces
from locmem.pages.foreseen import Foreseen
from locmem.postedit.waiting import made_by, waiting_state
from locmem.workspace.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A text beside its translation.

    key: as commands take it.  kind: of its unit.  line: in the source file.
    target: in pieces, as it is shown to whoever works on it.  state: a state's name, or `stale`.  origin: who made it.
    waits: why it waits for a person, empty where it is done.  inherited: the base it has its wording from, or empty.
    source_changes: what changed in the source since the text was confirmed; target_changes: from what is confirmed to
    what is shown; both word by word, and empty where nothing did.
    doubts, questions: what is noted beside it.  findings: what the release gate says of it.
    """

    key: str
    kind: str
    line: int
    is_first: bool
    source: Pieces
    target: Pieces
    state: str
    origin: str
    waits: str
    inherited: str
    source_changes: tuple[Piece, ...]
    target_changes: tuple[Piece, ...]
    doubts: tuple[str, ...]
    questions: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """A document beside its translation into a locale.  markets: codes of those it is meant for, empty for all."""

    document: str
    title: str
    source_locale: str
    locale: str
    risk: Risk
    markets: tuple[str, ...]
    rows: tuple[Beside, ...]

    @property
    def waiting(self) -> int:
        """How many of its texts wait for a person."""
        return sum(bool(row.waits) for row in self.rows)


def side_by_side(project: Project, workspace: Workspace, document: str, locale: str) -> SideBySide:
    """A document beside its translation.  workspace: with the document.

    Raises UsageError where there is no such document or it has no texts in the locale, InputErrors for one that cannot
    be read.
    """
    (tag,) = project.declared([locale])
    workspace.require(document, tag)
    pair = next((one for one in workspace.pairs if one.locale == tag and one.source.path == document), None)
    if pair is None:
        raise UsageError(f"there is no document {document} with texts in {tag}.")
    told = Foreseen(project).told(pair, {n: one for n, one in enumerate(pair.catalog.entries) if one.target})
    source = pair.source
    return SideBySide(
        document=document,
        title=source.document.title,
        source_locale=str(source.locale),
        locale=str(tag),
        risk=source.risk,
        markets=tuple(source.document.markets),
        rows=tuple(_rows(project, pair, told)),
    )


def _rows(project: Project, pair: Pair, told: dict[int, tuple[Finding, ...]]) -> Iterator[Beside]:
    required = project.settings.risks[pair.source.risk].required
    unit = -1
    for number, row in enumerate(pair.rows):
        yield _row(pair, row, told.get(number, ()), required, is_first=row.segment.unit != unit)
        unit = row.segment.unit


def _row(pair: Pair, row: Row, findings: tuple[Finding, ...], required: State, *, is_first: bool) -> Beside:
    entry, segment = row.entry, row.segment
    previous = entry.previous_source if entry.is_stale else ""
    is_other = bool(entry.target) and entry.shown != entry.target
    return Beside(
        key=pair.key(entry),
        kind=segment.kind.value,
        line=segment.line,
        is_first=is_first,
        source=editable_pieces(segment.content),
        target=in_pieces(entry.shown, segment.content),
        state="stale" if entry.is_stale else entry.state.value,
        origin=made_by(entry),
        waits=waiting_state(entry, required),
        inherited=str(entry.inherited or ""),
        source_changes=difference(previous, entry.source, pair.source.locale) if previous else (),
        target_changes=difference(entry.target, entry.shown, str(pair.locale)) if is_other else (),
        doubts=entry.doubts,
        questions=entry.questions,
        findings=findings,
    )
