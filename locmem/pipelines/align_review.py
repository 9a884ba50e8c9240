"""`content align --apply`: what people decided in tables of aligned pairs goes into the catalogs.

A text that is taken is judged as one that comes back from a translator, by the same three-way intake: its row says
what its source was, what stood here and what was proposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from locmem.catalogs.pairs import CONTENT, Pair, Row, Workspace
from locmem.catalogs.states import digest
from locmem.errors import Location
from locmem.exchange.answers import Answer, Return
from locmem.exchange.claims import Claim
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.intake import decide
from locmem.exchange.kinds import Kind
from locmem.exchange.manifest import Manifest, SentUnit
from locmem.exchange.outgoing import Lock
from locmem.exchange.review_faults import faults, is_telling, same_sentence
from locmem.exchange.review_rows import ReviewRow, rows_gone, source_digest, text_digest
from locmem.exchange.table_columns import read_key
from locmem.exchange.untranslated import other_language
from locmem.model.translation import HUMAN, CatalogEntry, Origin, OriginKind, State
from locmem.model.wording import by_outcome, shortened
from locmem.pages.approvals import locks
from locmem.pages.heeding import Heeding
from locmem.pages.present import present, with_answers
from locmem.values.locales import english_name
from locmem.workspace.catalog_files import put_changed
from locmem.workspace.project import Project
from locmem.workspace.review_table import leave_review, read_reviews, review_files
from locmem.workspace.successors import followed
from locmem.workspace.survey import Survey, survey
from locmem.workspace.writing import Run

_Place = tuple[str, str]
"""Locale and document."""


class ReviewOutcome(Enum):
    """What became of a row."""

    TAKEN = "taken"
    SAME = "there already"
    DROPPED = "dropped"
    REFUSED = "refused"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedRow:
    """A row with what became of it; of one that was refused, its reason says why.

    notes: what somebody should know of a text that was taken.  doubts: those among them that ask somebody to look.
    """

    outcome: ReviewOutcome
    row: ReviewRow
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewResult:
    """What became of every row, in the order of files and rows.

    files: those in which rows are left.  gone: how many rows had been in them when they were written, and are no more.
    remarks: what somebody should look at in a page as a whole, a line each.
    """

    rows: tuple[ReviewedRow, ...]
    files: tuple[str, ...]
    gone: int = 0
    remarks: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """Rows by outcome, every outcome named."""
        return by_outcome((row.outcome for row in self.rows), ReviewOutcome)

    @property
    def refused(self) -> tuple[ReviewRow, ...]:
        """The rows that could not be taken, each with the reason."""
        return tuple(one.row for one in self.rows if one.outcome is ReviewOutcome.REFUSED)

    @property
    def left(self) -> int:
        """How many rows still stand in the files."""
        return sum(one.outcome in _LEFT for one in self.rows)

    @property
    def asks_to_look(self) -> bool:
        """Whether somebody should look at what was refused, or at what was taken with a doubt."""
        return bool(self.refused or self.remarks or any(one.doubts for one in self.rows))

    @property
    def summary(self) -> str:
        """One line for people."""
        return ", ".join(f"{count} {name}" for name, count in self.counts.items() if count) or "no rows"


_LEFT = (ReviewOutcome.REFUSED, ReviewOutcome.WAITING)


def apply_review(run: Run, named: Path) -> ReviewResult:
    """Confirm what was decided to be taken, and leave in its table what still waits or could not be taken.

    named: a table, or a folder with tables.  A target that a person corrected is theirs, one that was taken as it was
    proposed is its translator's.  A document that was renamed since is followed where that is certain.
    Raises UsageError where there is no table, InputErrors, with nothing written, for files that cannot be read as such
    tables, and for pages that cannot be read.
    """
    project = run.project
    files = review_files(run, named)
    rows = read_reviews(run, files)
    wrong = faults(rows, project.settings.locales)
    asked = {place: row for place, row in enumerate(rows) if row.is_taken and place not in wrong}
    surveyed = survey(project)
    surveyed.rest.require_listed()
    names = _names(project, surveyed, asked.values())
    keys = {place: (names.get(document, document), occurrence) for place, (document, occurrence) in _keys(asked)}
    workspace = surveyed.open({document for document, _ in keys.values()})
    workspace.require_all()
    judged = _Judged(project, workspace, asked, keys)
    done = tuple(
        _outcome(row, wrong[place]) if place in wrong else judged.rows.get(place) or _undecided(row)
        for place, row in enumerate(rows)
    )
    put_changed(project, workspace.pairs, tuple(judged.pairs.values()))
    left = {str(file): [one for one in done if _is_in(one.row, file) and one.outcome in _LEFT] for file in files}
    for file in files:
        mine = [one for one in done if _is_in(one.row, file)]
        # A table in which nothing was decided is left as the program saved it.
        if any(one.outcome is not ReviewOutcome.WAITING for one in mine):
            leave_review(run, file, [one.row for one in left[str(file)]])
    return ReviewResult(
        rows=done,
        files=tuple(file for file, waiting in left.items() if waiting),
        gone=sum(rows_gone(row for row in rows if _is_in(row, file)) for file in files),
        remarks=tuple(judged.remarks),
    )


def _is_in(row: ReviewRow, file: Path) -> bool:
    return row.place is not None and row.place.path == str(file)


def _outcome(row: ReviewRow, refused: str) -> ReviewedRow:
    return ReviewedRow(outcome=ReviewOutcome.REFUSED, row=replace(row, reason=refused))


def _undecided(row: ReviewRow) -> ReviewedRow:
    return ReviewedRow(outcome=ReviewOutcome.WAITING if row.is_taken is None else ReviewOutcome.DROPPED, row=row)


def _keys(rows: Mapping[int, ReviewRow]) -> Iterable[tuple[int, tuple[str, str]]]:
    return ((place, read_key(row.key)) for place, row in rows.items())


def _names(project: Project, surveyed: Survey, rows: Iterable[ReviewRow]) -> Mapping[str, str]:
    """The documents that were renamed since their rows were written, with the names they have now."""
    units = tuple(_unit(row, *read_key(row.key)) for row in rows)
    if all(project.folder.exists(f"{CONTENT}/{unit.document}") for unit in units):
        return {}
    sent = Manifest(
        id="",
        format="",
        locale="",
        markets=(),
        created="",
        due="",
        assignee="",
        files=(),
        units=units,
    )
    [now] = followed(project, surveyed, (sent,))
    return {old.document: new.document for old, new in zip(units, now.units, strict=True)}


def _unit(row: ReviewRow, document: str, occurrence: str, now: Row | None = None) -> SentUnit:
    """A row as a segment that was sent when the table was written.  now: what stands here, None where nobody knows."""
    written = row.as_written
    is_same = now is not None and source_digest(now.entry.source) == written.source
    return SentUnit(
        document=document,
        occurrence=occurrence,
        source=digest(now.entry.source) if now is not None and is_same else written.source,
        target=written.target,
        state=(State.TRANSLATED if written.was_confirmed else State.DRAFT).value,
        words=0,
        stood=written.here,
    )


class _Judged:
    """The rows to be taken, judged page by page.

    rows: what became of each, by its place.  pairs: the documents with what was taken.  remarks: on pages as a whole.
    """

    def __init__(
        self,
        project: Project,
        workspace: Workspace,
        asked: Mapping[int, ReviewRow],
        keys: Mapping[int, tuple[str, str]],
    ) -> None:
        self.rows: dict[int, ReviewedRow] = {}
        self.pairs: dict[_Place, Pair] = {(str(pair.locale), pair.source.path): pair for pair in workspace.pairs}
        self.remarks: list[str] = []
        self._project, self._keys = project, keys
        self._documents = frozenset(source.path for source in workspace.sources)
        self._locked: Mapping[_Place, Lock] = locks(project, workspace) if asked else {}
        self._heeding = Heeding(project)
        pages: dict[_Place, dict[int, ReviewRow]] = {}
        for place, row in asked.items():
            pages.setdefault((row.locale, keys[place][0]), {})[place] = row
        for page, rows in pages.items():
            self._judge(page, rows)

    def _judge(self, page: _Place, rows: Mapping[int, ReviewRow]) -> None:
        pair = self.pairs.get(page)
        here = {row.entry.occurrence: row for row in pair.rows} if pair else {}
        if pair is None:
            why = "is not translated into this locale" if page[1] in self._documents else "is gone"
            self.rows |= {place: _outcome(row, f"the document {page[1]} {why}") for place, row in rows.items()}
            return
        sound: dict[int, ReviewRow] = {}
        for place, row in rows.items():
            if why := self._hindrance(row, here.get(self._keys[place][1]), here.values()):
                self.rows[place] = _outcome(row, why)
            else:
                sound[place] = row
        # Rows of one segment that got so far say the same.
        first = {self._keys[place][1]: row for place, row in reversed(sound.items())}
        decided = {one.occurrence: one for one in self._decided(pair, first, here)}
        for place, row in sound.items():
            self.rows[place] = _reviewed(row, decided[self._keys[place][1]])

    def _decided(self, pair: Pair, rows: Mapping[str, ReviewRow], here: Mapping[str, Row]) -> tuple[Decision, ...]:
        """What intake says of each row, by its occurrence; what it takes stands in the pair from then on."""
        locale, document = str(pair.locale), pair.source.path
        if not rows:
            return ()
        returned = Return(
            path=next(row.place.path for row in rows.values() if row.place),
            kind=Kind.CSV,
            handoff="",
            document=document,
            locale=locale,
            answers=tuple(_answer(occurrence, row) for occurrence, row in rows.items()),
        )
        units = [_unit(row, document, occurrence, here[occurrence]) for occurrence, row in rows.items()]
        decided = decide(
            (returned,),
            units,
            present(self._project, pair, document, self._locked),
            self._project.today,
            trust_state=True,
            reviewed=False,
        )
        decided = tuple(replace(one, entry=_signed(one, rows[one.occurrence])) for one in decided)
        after = with_answers(pair, decided)
        self.pairs[locale, document] = after
        texts = [one.text for one in decided if one.entry is not None]
        if other := other_language(texts, locale):
            self.remarks.append(
                f"{locale} {document}: its texts seem to be in {english_name(other)}, not in {english_name(locale)}."
            )
        return self._heeding.told(after, decided)

    @staticmethod
    def _hindrance(row: ReviewRow, now: Row | None, page: Iterable[Row]) -> str:
        """Why a row is not asked about at all; empty where nothing stands in its way."""
        if now is None:
            return "there is no such segment any more"
        entry = now.entry
        if source_digest(entry.source) != row.as_written.source:
            return f"its source changed since: {shortened(entry.source, 60)}"
        is_new = entry.target != row.target and text_digest(entry.target) != row.as_written.here
        if is_new and entry.target and not entry.is_confirmed and _is_of_a_person(entry):
            return f"somebody began another text since: {entry.target}"
        if row.is_as_proposed and is_telling(row.target):
            for one in page:
                if one.entry.is_current and one.entry.target == row.target and one.entry.source != entry.source:
                    key = f"{read_key(row.key)[0]}#{one.entry.occurrence}"
                    return same_sentence(key)
        return ""


def _is_of_a_person(entry: CatalogEntry) -> bool:
    return entry.origin.kind in (OriginKind.HUMAN, OriginKind.IMPORT)


def _answer(occurrence: str, row: ReviewRow) -> Answer:
    return Answer(
        occurrence=occurrence,
        source=None,
        source_digest="",
        text=row.target,
        content=None,
        claim=Claim.TRANSLATED,
        location=row.place or Location(path=row.translation),
        is_row=True,
        place=row.as_written.place,
    )


def _signed(decision: Decision, row: ReviewRow) -> CatalogEntry | None:
    """The entry a decision gives, with whom its text is from; only what was accepted gives one."""
    if decision.outcome is not Outcome.ACCEPTED or decision.entry is None:
        return None
    origin = Origin(OriginKind.IMPORT, row.name) if row.is_as_proposed else HUMAN
    return replace(decision.entry, origin=origin)


def _reviewed(row: ReviewRow, decision: Decision) -> ReviewedRow:
    if decision.outcome is Outcome.UNCHANGED:
        return ReviewedRow(outcome=ReviewOutcome.SAME, row=row)
    if decision.outcome is not Outcome.ACCEPTED:
        return _outcome(row, decision.why)
    doubts = (*((decision.why,) if decision.is_doubtful else ()), *decision.doubts)
    notes = (*((decision.why,) if decision.is_doubtful else ()), *decision.notes)
    return ReviewedRow(outcome=ReviewOutcome.TAKEN, row=row, notes=notes, doubts=doubts)
