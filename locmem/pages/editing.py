"""One text of the queue as an editor shows it: in pieces, with its neighbours, and what is wrong with what is typed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from locmem.catalogs.pairs import Pair, Row
from locmem.checks.language import OTHER
from locmem.checks.texts.untranslated import UNTRANSLATED
from locmem.errors import UsageError
from locmem.inline.editable import Pieces, editable_pieces
from locmem.memory.difference import difference
from locmem.memory.kept_pairs import SUPERSEDED
from locmem.model.fact import Market
from locmem.model.finding import Severity
from locmem.model.inline import Inline
from locmem.model.match import Match, Piece
from locmem.model.translation import HUMAN, CatalogEntry, State
from locmem.pages.approvals import locks
from locmem.pages.foreseen import Foreseen
from locmem.pages.guidance import Surroundings
from locmem.pages.present import present
from locmem.pages.queue_item import Newer, WholeItem, item_at
from locmem.pages.standing import begun_by, standing
from locmem.pages.waiting_queue import Found
from locmem.postedit.ordering import Ordered, Place
from locmem.postedit.waiting import NOT_REVIEWED, STALE, waiting_state
from locmem.values.locales import english_name
from locmem.workspace.person import OWN_WORK, is_own_work, refused_confirmation
from locmem.workspace.project import Project
from locmem.workspace.survey import Survey
from locmem.workspace.tag_trials import tag_trial
from locmem.workspace.workspace import target_problems

_AROUND = 3
"""Neighbours that are shown before a text and after it."""
_NOT_TRANSLATED = (OTHER, UNTRANSLATED)
"""Checks of a text that is no translation, whatever their level: customers cannot read it."""
_SUGGESTED = 9
"""Matches that are shown: as many as keys take one with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A text beside the one that is edited, with what its customers get of it so far; target is empty for nothing.

    key: as commands take it.  waits: why it waits for a person, empty where it is done.
    """

    key: str
    occurrence: str
    source: str
    target: str
    state: str
    waits: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """An item with all that an editor shows.

    source, target, before: in pieces; target as it is shown, before the confirmed text where that is another.
    earlier: the source that a stale text was confirmed for, in pieces, and changed: what changed in it since, word by
        word; both empty where nothing did.
    legend: what numbered codes stand for, a line each.
    language: of its locale, by name.  state: a state's name, or `stale`.
    standing: who confirmed it and when, empty where nobody has.
    begun_by: who began the draft, as far as the history knows.
    is_proposed: whether the memory proposes what is shown in place of a stale text.
    doubts: what is to be looked at in the draft, or before whoever works reviews it.  remarks: notes to the author.
    above, below: texts beside it, in order.
    waiting_here: how many texts of its page wait for whoever works, with this one.
    lock: who answers for the text by name, and unlock: what takes that back; empty for nobody.
    refused: why whoever works may keep a draft and confirm nothing; empty where they may.
    """

    whole: WholeItem
    source_locale: str
    language: str
    source: Pieces
    target: Pieces
    before: Pieces
    earlier: Pieces
    changed: tuple[Piece, ...]
    legend: tuple[str, ...]
    state: str
    standing: str
    begun_by: str
    is_proposed: bool
    doubts: tuple[str, ...]
    remarks: tuple[str, ...]
    above: tuple[Neighbour, ...]
    below: tuple[Neighbour, ...]
    waiting_here: int
    lock: str
    unlock: str
    refused: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What is wrong with a text as it is typed.

    pieces: the text.  problems: why it could not be confirmed.  notes: what the gate or a reviewer would say of it.
    warnings: what would keep it from customers, and that it is in another language; told before the notes, and again
        once it is saved.
    """

    pieces: Pieces
    problems: tuple[str, ...]
    notes: tuple[str, ...]
    warnings: tuple[str, ...] = ()


def edited(
    project: Project,
    markets: Sequence[Market],
    found: Found,
    chosen: Ordered,
    known: Surroundings | None = None,
    *,
    newer: Newer | None = None,
    own: Collection[Place] = (),
) -> Edited:
    """One of the items that were found, as an editor shows it now.

    known, newer: as of `item_at`.  own: what whoever works confirmed, and others review.  Raises as `item_at`.
    """
    whole = item_at(project, markets, found, chosen, known, _SUGGESTED, newer=newer)
    pair, number = place_of(found.surveyed, chosen.place)
    row = pair.rows[number]
    workspace = found.surveyed.open({chosen.place.document})
    lock = locks(project, workspace).get((pair.locale, pair.source.path))
    previous = row.entry.previous_source if row.entry.is_stale else ""
    required = project.settings.risks[pair.source.risk].required
    return Edited(
        whole=replace(whole, nearest=tuple(one for one in whole.nearest if not _was_here(one.match, chosen.place))),
        source_locale=str(pair.source.locale),
        language=english_name(str(pair.locale)),
        source=editable_pieces(row.segment.content),
        target=in_pieces(row.entry.shown, row.segment.content),
        before=in_pieces(row.entry.target, row.segment.content) if whole.item.before else (),
        earlier=in_pieces(previous, row.segment.content),
        changed=difference(previous, row.entry.source, pair.source.locale) if previous else (),
        legend=row.entry.legend,
        state=_state(row),
        standing=standing(project, pair, row.entry),
        begun_by=begun_by(project, pair, row.entry),
        is_proposed=row.entry.is_stale and bool(row.entry.proposal) and not row.entry.is_begun,
        doubts=(*row.entry.doubts, *_of_own_work(project, whole, pair, row)),
        remarks=row.entry.questions,
        above=tuple(_neighbours(pair, range(max(number - _AROUND, 0), number), required)),
        below=tuple(_neighbours(pair, range(number + 1, min(number + 1 + _AROUND, len(pair.rows))), required)),
        waiting_here=sum(_is_work(pair, entry, required, own) for entry in pair.catalog.entries),
        lock=lock.who if lock else "",
        unlock=lock.unlock if lock else "",
        refused=refused_confirmation(project, pair.source),
    )


def _of_own_work(project: Project, whole: WholeItem, pair: Pair, row: Row) -> tuple[str, ...]:
    """What whoever works is told of a text that waits for a review of their own translation."""
    is_reviewed = whole.item.needs_review and row.entry.state is State.TRANSLATED and not row.entry.is_stale
    is_own = is_reviewed and is_own_work(project, pair.source.path, str(pair.locale), row.entry)
    return (OWN_WORK,) if is_own else ()


def judged(project: Project, surveyed: Survey, place: Place, text: str, foreseen: Foreseen | None = None) -> Judged:
    """What is wrong with a text that is typed for a place.

    foreseen: the release gate, where somebody asked it before.  Raises UsageError where the place is gone.
    """
    pair, number = place_of(surveyed, place)
    row = pair.rows[number]
    if not text.strip():
        # Nothing was typed yet, which nobody can confirm anyway.
        return Judged(pieces=(), problems=(), notes=())
    typed = row.holding(row.entry.with_target(text, State.TRANSLATED, HUMAN))
    problems = tuple(target_problems(typed, tag_trial(project, pair.source, pair.locale)))
    pieces = in_pieces(text, row.segment.content)
    if problems:
        return Judged(pieces=pieces, problems=problems, notes=())
    page = present(project, pair, pair.source.path, {}).page
    misread = page.misread({typed.entry.occurrence: typed.entry}) if page else {}
    findings = (foreseen or Foreseen(project)).told(pair, {number: typed.entry}).get(number, ())
    severe = [one for one in findings if one.severity is Severity.ERROR or one.check in _NOT_TRANSLATED]
    return Judged(
        pieces=pieces,
        problems=tuple(misread.values()),
        notes=tuple(one.what for one in findings if one not in severe),
        warnings=tuple(one.what for one in severe),
    )


def place_of(surveyed: Survey, place: Place) -> tuple[Pair, int]:
    """The document of a place in its locale, and which of its texts it is.  Raises UsageError where it is gone."""
    workspace = surveyed.open({place.document})
    for pair in workspace.pairs:
        if str(pair.locale) == place.locale and pair.source.path == place.document:
            for number, entry in enumerate(pair.catalog.entries):
                if entry.occurrence == place.occurrence:
                    return pair, number
    raise UsageError(f"{place.key} is not there any more in {place.locale}: somebody saved its document meanwhile.")


def in_pieces(text: str, source: Inline) -> Pieces:
    """A text as it is typed, with the codes of its source in it told from its words."""
    return pieces_of(text, codes_of(editable_pieces(source)))


def codes_of(source: Pieces) -> tuple[str, ...]:
    """The codes of a source in order, each as often as it stands there; what stands for a blank is none."""
    return tuple(piece for piece, is_code in source if is_code and not piece.isspace())


def pieces_of(text: str, codes: Collection[str]) -> Pieces:
    """A text as it is typed, with these codes in it told from its words: the longest of those that begin in a place."""
    pieces: list[tuple[str, bool]] = []
    rest = text
    while rest:
        found = [(rest.find(code), -len(code), code) for code in codes if code in rest]
        start, _, code = min(found, default=(len(rest), 0, ""))
        if start:
            pieces.append((rest[:start], False))
        if code:
            pieces.append((code, True))
        rest = rest[start + len(code) :]
    return tuple(pieces)


def missing_codes(text: str, source: Pieces) -> tuple[str, ...]:
    """The codes of a source that a text does not hold, or not as often, in the order of the source."""
    codes = codes_of(source)
    here = [piece for piece, is_code in pieces_of(text, codes) if is_code]
    missing: list[str] = []
    for code in codes:
        if code in here:
            here.remove(code)
        else:
            missing.append(code)
    return tuple(missing)


def _is_work(pair: Pair, entry: CatalogEntry, required: State, own: Collection[Place]) -> bool:
    """Whether a text waits for whoever works, and not for a review of what they wrote."""
    state = waiting_state(entry, required)
    return bool(state) and not (
        state == NOT_REVIEWED and Place(str(pair.locale), pair.source.path, entry.occurrence) in own
    )


def _was_here(match: Match, place: Place) -> bool:
    """Whether somebody replaced a translation at the very place for which it would be proposed."""
    entry = match.entry
    return entry.origin == SUPERSEDED and (entry.document, entry.occurrence) == (place.document, place.occurrence)


def _neighbours(pair: Pair, places: range, required: State) -> Iterator[Neighbour]:
    for place in places:
        row: Row = pair.rows[place]
        yield Neighbour(
            key=pair.key(row.entry),
            occurrence=row.entry.occurrence,
            source="".join(text for text, _ in editable_pieces(row.segment.content)),
            target=row.entry.shown,
            state=_state(row),
            waits=waiting_state(row.entry, required),
        )


def _state(row: Row) -> str:
    return STALE if row.entry.is_stale else row.entry.state.value
