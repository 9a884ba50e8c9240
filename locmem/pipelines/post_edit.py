"""What somebody typed beside a text that waits, taken in as what comes back from outside is: by the three-way merge.

Whoever types saw a text and what stood in its place.  Where somebody else confirmed another one meanwhile, theirs
stands, and what was typed is given back with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from locmem.catalogs.pairs import Pair
from locmem.catalogs.states import digest
from locmem.errors import Location, UsageError
from locmem.exchange.answers import Answer, Return
from locmem.exchange.claims import Claim, is_blank
from locmem.exchange.decision import Decision, Outcome
from locmem.exchange.intake import decide
from locmem.exchange.kinds import Kind
from locmem.exchange.manifest import STALE, SentUnit
from locmem.exchange.outgoing import source_digest
from locmem.model.translation import CatalogEntry
from locmem.model.wording import counted
from locmem.pages.approvals import locks
from locmem.pages.heeding import Heeding
from locmem.pages.present import present, with_answers
from locmem.workspace.catalog_files import put_changed
from locmem.workspace.survey import survey
from locmem.workspace.writing import Run


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
    Raises UsageError for an empty text, a locale that is not declared and a document that is not there; InputErrors
    for a page or catalog that cannot be read.
    """
    project = run.project
    for one in typed:
        if is_blank(one.text):
            where = f"{one.locale} {one.document}#{one.occurrence}"
            raise UsageError(f"{where}: there is no text. Typing nothing deletes nothing.")
        project.declared([one.locale])
    surveyed = survey(project)
    workspace = surveyed.open({one.document for one in typed})
    pairs = {(pair.source.path, str(pair.locale)): pair for pair in workspace.pairs}
    for document, locale in dict.fromkeys((one.document, one.locale) for one in typed):
        workspace.require(document, locale)
        if (document, locale) not in pairs:
            raise UsageError(f"there is no document {document} with texts in {locale}.")
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
        decided = tuple(_only_here(one) for one in decided)
        pairs[document, locale] = after = _with_remarks(with_answers(pair, decided), mine)
        decisions |= {(document, locale, one.occurrence): one for one in heeding.told(after, decided)}
    put_changed(project, workspace.pairs, tuple(pairs.values()))
    return PostEditResult(decisions=tuple(decisions[one.document, one.locale, one.occurrence] for one in typed))


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


def _only_here(decision: Decision) -> Decision:
    """The decision, which changes the place it is about or nothing: whoever typed still has the text before them."""
    is_taken = decision.outcome is Outcome.ACCEPTED
    return decision if is_taken else replace(decision, entry=None, homeless=None)


def _with_remarks(pair: Pair, typed: Sequence[Typed]) -> Pair:
    """The pair with what was noted beside its texts, whatever became of them."""
    noted = {one.occurrence: one.remark.splitlines() for one in typed if one.remark.strip()}
    if not noted:
        return pair
    return pair.with_entries(
        [
            replace(entry, remarks=tuple(dict.fromkeys((*entry.remarks, *noted.get(entry.occurrence, ())))))
            for entry in pair.catalog.entries
        ]
    )
