"""What somebody typed beside a text that waits, taken in as what comes back from outside is: by the three-way merge.

Whoever types saw a text and what stood in its place.  Where somebody else confirmed another one meanwhile, theirs
stands, and what was typed is given back with it.  So does the draft that somebody else wrote meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from locmem.catalogs.pairs import Pair
from locmem.catalogs.states import digest
from locmem.errors import Location, UsageError
from locmem.exchange.answers import Answer, Return
from locmem.exchange.claims import Claim, is_blank
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.intake import decide
from locmem.exchange.kinds import Kind
from locmem.exchange.manifest import STALE, Aside, SentUnit
from locmem.exchange.outgoing import source_digest
from locmem.model.translation import CatalogEntry
from locmem.model.wording import counted
from locmem.pages.approvals import locks
from locmem.pages.heeding import Heeding
from locmem.pages.present import present, with_answers
from locmem.workspace.catalog_files import put_changed
from locmem.workspace.person import OWN_WORK, is_own_work, refused_confirmation
from locmem.workspace.project import Project
from locmem.workspace.survey import survey
from locmem.workspace.writing import Run

_HERE = {
    Outcome.OUTDATED: "the source changed since this was opened, and nothing was saved; what was typed is here still",
    Outcome.ORPHANED: "the source has no such text any more, and nothing was saved; what was typed is here still",
}
"""What is said of a text whose source is another by now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What somebody who types has before them: digests of the source, of the text shown and of what stands here.

    shown, stands: empty for no text.  state: a state's name, or `stale`.
    """

    source: str
    shown: str
    stands: str
    state: str

    @classmethod
    def of(cls, entry: CatalogEntry) -> Seen:
        """What is shown of an entry now."""
        return cls(
            source=source_digest(entry),
            shown=digest(entry.shown) if entry.shown else "",
            stands=digest(entry.target) if entry.target else "",
            state=STALE if entry.is_stale else entry.state.value,
        )

    def has_same_text(self, now: Seen) -> bool:
        """Whether the text that is shown and the one that stands are those that are there now."""
        return (self.shown, self.stands) == (now.shown, now.stands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A text as a catalog would hold it, typed for one segment.

    remark: what is noted beside it, a line for each; empty for nothing.
    """

    document: str
    occurrence: str
    locale: str
    text: str
    seen: Seen
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostEditResult:
    """What became of each text that was typed, in order."""

    decisions: tuple[Decision, ...]

    @property
    def taken(self) -> int:
        """How many stand here now, with those that stood here already."""
        return sum(one.outcome in (Outcome.ACCEPTED, Outcome.UNCHANGED) for one in self.decisions)

    @property
    def summary(self) -> str:
        """One line for people."""
        accepted = sum(one.outcome is Outcome.ACCEPTED for one in self.decisions)
        left = len(self.decisions) - self.taken
        return f"{counted(accepted, 'text')} taken" + (f", {left} not" if left else "")


def post_edit(run: Run, typed: Sequence[Typed], *, reviewed: bool = False, is_draft: bool = False) -> PostEditResult:
    """Put what was typed into catalogs, each text by itself, in as far as it is sound and nobody else decided since.

    reviewed: whoever typed answers as a reviewer.  is_draft: the text is unfinished, and confirms nothing.
    A segment that is gone, or has another source by now, is left as it is: its decision has what stands here.
    Raises UsageError for an empty text, a locale that is not declared, a document that is not there and a text that
    only others may confirm; InputErrors for a page or catalog that cannot be read.
    """
    project = run.project
    for one in typed:
        if is_blank(one.text):
            where = f"{one.locale} {one.document}#{one.occurrence}"
            raise UsageError(
                f"{where}: there is no text. Type one; to take a translation back, undo the run that brought it."
            )
        project.declared([one.locale])
    surveyed = survey(project)
    workspace = surveyed.open({one.document for one in typed})
    pairs = {(pair.source.path, str(pair.locale)): pair for pair in workspace.pairs}
    for document, locale in dict.fromkeys((one.document, one.locale) for one in typed):
        workspace.require(document, locale)
        if (document, locale) not in pairs:
            raise UsageError(f"there is no document {document} with texts in {locale}.")
    if not is_draft and (refused := tuple(_refused(project, pairs.values(), typed))):
        raise UsageError("\n".join(refused))
    locked, heeding = locks(project, workspace), Heeding(project)
    decisions: dict[tuple[str, str, str], Decision] = {}
    for document, locale in dict.fromkeys((one.document, one.locale) for one in typed):
        mine = [one for one in typed if (one.document, one.locale) == (document, locale)]
        pair = pairs[document, locale]
        decided = decide(
            (_returned(document, locale, mine, is_draft=is_draft),),
            tuple(_units(mine)),
            present(project, pair, document, locked),
            project.today,
            trust_state=True,
            reviewed=reviewed and not is_draft,
        )
        seen, now = {one.occurrence: one for one in mine}, {entry.occurrence: entry for entry in pair.catalog.entries}
        decided = tuple(_only_here(one, seen[one.occurrence].seen, now.get(one.occurrence)) for one in decided)
        if reviewed:
            decided = tuple(_of_own_work(project, document, locale, one, now.get(one.occurrence)) for one in decided)
        pairs[document, locale] = after = _with_remarks(with_answers(pair, decided), mine)
        decisions |= {(document, locale, one.occurrence): one for one in heeding.told(after, decided)}
    put_changed(project, workspace.pairs, tuple(pairs.values()))
    return PostEditResult(decisions=tuple(decisions[one.document, one.locale, one.occurrence] for one in typed))


def _refused(project: Project, pairs: Iterable[Pair], typed: Sequence[Typed]) -> Iterator[str]:
    sources = {pair.source.path: pair.source for pair in pairs}
    for one in typed:
        if refused := refused_confirmation(project, sources[one.document]):
            yield f"{one.document}#{one.occurrence}: {refused}."


def _returned(document: str, locale: str, typed: Sequence[Typed], *, is_draft: bool) -> Return:
    """What was typed for a document, as a returned file that sets no state by itself."""
    claim = Claim.DRAFT if is_draft else Claim.TRANSLATED
    return Return(
        path=document,
        kind=Kind.OTHER,
        handoff="",
        document=document,
        locale=locale,
        is_whole=True,
        answers=tuple(
            Answer(
                occurrence=one.occurrence,
                source=None,
                source_digest=one.seen.source,
                text=one.text,
                content=None,
                claim=claim,
                location=Location(path=document, key=one.occurrence),
            )
            for one in typed
        ),
    )


def _units(typed: Sequence[Typed]) -> Iterator[SentUnit]:
    for one in typed:
        seen = one.seen
        yield SentUnit(
            document=one.document,
            occurrence=one.occurrence,
            source=seen.source,
            target=seen.shown,
            stood=seen.stands if seen.stands != seen.shown else None,
            state=seen.state,
            words=0,
        )


def _only_here(decision: Decision, seen: Seen, entry: CatalogEntry | None) -> Decision:
    """The decision, which changes the place it is about or nothing: whoever typed still has the text before them.

    entry: what stands there now.  A text that they have not seen is not written over, though it is but a draft.
    """
    if decision.outcome is not Outcome.ACCEPTED:
        # Nothing came back from outside here, and nothing is kept aside: the text is where it was typed.
        why = _HERE.get(decision.outcome, decision.why)
        return replace(decision, entry=None, homeless=None, why=why)
    if entry is None or seen.has_same_text(Seen.of(entry)) or decision.text == entry.shown:
        return decision
    why = f"somebody wrote another text here meanwhile: {entry.shown}" if entry.shown else "the text here was taken out"
    return replace(
        decision, outcome=Outcome.CONFLICT, entry=None, why=why, kept=entry.shown, aside=Aside.UNFINISHED, notes=()
    )


def _of_own_work(
    project: Project, document: str, locale: str, decision: Decision, entry: CatalogEntry | None
) -> Decision:
    """The decision, with a note where somebody reviewed their own translation: it counts, and should be known."""
    is_taken = decision.outcome is Outcome.ACCEPTED and entry is not None
    if not is_taken or entry is None or not is_own_work(project, document, locale, entry):
        return decision
    return replace(decision, notes=(*decision.notes, OWN_WORK))


def _with_remarks(pair: Pair, typed: Sequence[Typed]) -> Pair:
    """The pair with what was noted beside its texts, whatever became of them."""
    return with_remarks(pair, {one.occurrence: one.remark for one in typed})


def with_remarks(pair: Pair, noted: Mapping[str, str]) -> Pair:
    """The pair with notes to its authors beside its texts, by occurrence; the very same one where there are none."""
    lines = {occurrence: _lines(remark) for occurrence, remark in noted.items()}
    if not any(lines.values()):
        return pair
    return pair.with_entries(
        [
            replace(entry, remarks=tuple(dict.fromkeys((*entry.remarks, *lines.get(entry.occurrence, ())))))
            for entry in pair.catalog.entries
        ]
    )


def _lines(remark: str) -> tuple[str, ...]:
    return tuple(filter(None, (line.strip() for line in remark.splitlines())))


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteResult:
    """Whether a note was new beside its text."""

    is_new: bool

    @property
    def summary(self) -> str:
        """One line for people."""
        return "1 note to the author kept" if self.is_new else "the note stands there already"


def note(run: Run, document: str, occurrence: str, locale: str, remark: str) -> NoteResult:
    """Keep a note to the author beside a text, whatever becomes of that.  `locmem queries list` shows it.

    Raises UsageError for an empty note, a locale that is not declared and a text that is not there; InputErrors for a
    page or catalog that cannot be read.
    """
    project = run.project
    if is_blank(remark):
        raise UsageError("there is no note. Write what the author should know.")
    project.declared([locale])
    workspace = survey(project).open({document})
    workspace.require(document, locale)
    pair = next((one for one in workspace.pairs if one.source.path == document and str(one.locale) == locale), None)
    if pair is None or all(entry.occurrence != occurrence for entry in pair.catalog.entries):
        raise UsageError(f"{document}#{occurrence} is not there any more in {locale}.")
    after = with_remarks(pair, {occurrence: remark})
    put_changed(project, workspace.pairs, tuple(after if one is pair else one for one in workspace.pairs))
    return NoteResult(is_new=after.catalog.entries != pair.catalog.entries)
